//! Binding: from expressions and queries as written to [`Bound`] text, types and dependencies.

mod binder;
mod call;
mod candidate;
mod cast;
mod coerce;
mod column;
mod common;
mod data_change;
mod expr;
mod facts;
mod from;
mod from_function;
mod function;
mod grouping;
mod join;
mod literal;
mod location;
mod meaning;
mod operator;
mod output_name;
mod polymorphic;
mod query;
#[cfg(test)]
mod recorded_tests;
#[cfg(test)]
mod reference_tests;
mod rule;
mod scope;
mod select;
mod sorting;
mod spelling;
mod subquery;
mod usage;
mod variable;
mod walk;

pub(crate) use self::coerce::Coercion;
pub(crate) use self::facts::is_polymorphic;
pub(crate) use self::literal::{name_in_text, refuse_dots};
pub(crate) use self::meaning::{Called, Sight, SightLevel, Signature};
pub(crate) use self::operator::{Found, Meaning};
pub(crate) use self::rule::BoundRule;
pub(crate) use self::spelling::is_number;
pub(crate) use self::variable::{Conflict, Variable, VariableBlock, Variables};
pub(super) use self::walk::children;

use self::binder::Binder;
use self::query::settled;
use self::scope::{Item, Level};
use self::usage::Clause;
use super::session::Session;
use crate::postgres::ast::op::{BodyStatement, Volatility};
use crate::postgres::ast::{Expr, Name, Query, Statement};
use crate::postgres::catalog::{Address, Bound, ColumnNumber, ObjectId, TypeRef};
use crate::run::Refusal;
use crate::source::Span;

/// What an expression may refer to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scope {
    /// No columns.
    Empty,
    /// The columns of one relation, bare or qualified with its name.
    Relation(ObjectId),
    /// `OLD` and `NEW` of a trigger's table.
    Trigger(ObjectId),
    /// `VALUE` of a domain over this type.
    Domain(TypeRef),
}

/// What an expression is for: what is allowed in it differs (subqueries, aggregates, volatile functions, columns), and so do the
/// server's messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    Default,
    Generated,
    Check,
    IndexExpression,
    IndexPredicate,
    PartitionKey,
    Policy,
    TriggerCondition,
    TransformUsing,
    Statistics,
    RoutineDefault,
    /// A value of `INSERT … VALUES`, a condition of `UPDATE`.
    Data,
}

/// A bound expression.
#[derive(Debug, Clone)]
pub(crate) struct BoundExpr {
    /// Its text and names.
    pub bound: Bound,
    /// Its type; `None` where it cannot be told. An untyped literal is `unknown`.
    pub type_ref: Option<TypeRef>,
    /// Where messages say that it stands.
    pub place: Span,
    /// The columns of the scope's relation it mentions, ascending.
    pub columns: Vec<ColumnNumber>,
    /// Everything it depends on besides those columns: relations, functions, types, sequences.
    pub dependencies: Vec<Address>,
    /// Its untyped literals, each with the type that it was read as; spans are those of the statement's text.
    pub literals: Vec<(Span, TypeRef)>,
    /// Why it does not do as a key, where it is not immutable: the server looks at that later than at names and types.
    pub immutable: Result<(), Refusal>,
    /// Its lists of `IN` that are compared as one array: where the first item stands, and the type of the items.
    pub lists: Vec<(Span, TypeRef)>,
}

/// A bound query.
#[derive(Debug, Clone)]
pub(crate) struct BoundQuery {
    /// Its text and names.
    pub bound: Bound,
    /// Output columns: name and, where it can be told, type.
    pub columns: Vec<(Name, Option<TypeRef>)>,
    /// Where the expression of each output column stands; nowhere for those of `TABLE t`.
    pub places: Vec<Option<Span>>,
    /// Everything it depends on: columns of relations as column addresses, relations, functions, types.
    pub dependencies: Vec<Address>,
}

impl Session {
    /// Binds an expression.
    pub(crate) fn bind_expr(&self, expr: &Expr, scope: Scope, usage: Usage) -> Result<BoundExpr, Refusal> {
        let mut binder = Binder::new(self, Clause::Root(usage));
        let relation = binder.enter(scope);
        let type_ref = binder.bind_root(expr)?;
        let mut immutable = binder.check_volatility(usage);
        if !matches!(usage, Usage::IndexExpression | Usage::IndexPredicate | Usage::PartitionKey) {
            std::mem::replace(&mut immutable, Ok(()))?;
        }
        let (own, dependencies) = split(binder.take_dependencies(), relation);
        Ok(BoundExpr {
            place: binder.location(expr),
            bound: binder.finish(expr.span),
            type_ref,
            columns: own,
            dependencies,
            immutable,
            literals: std::mem::take(&mut binder.literals),
            lists: std::mem::take(&mut binder.lists),
        })
    }

    /// Refuses constants in an expression of a known type that are none of another type, which it is assigned to.
    pub(crate) fn coerce_value(&self, expr: &Expr, from: Option<TypeRef>, to: TypeRef) -> Result<(), Refusal> {
        Binder::new(self, Clause::Values).coerce(expr, from, to)
    }

    /// The type of an expression, and how volatile the planner leaves it; `None` where that is not known.
    pub(crate) fn volatility_of(&self, expr: &Expr) -> Option<(TypeRef, Volatility)> {
        let mut binder = Binder::new(self, Clause::SelectList);
        binder.levels.push(Level::default());
        let type_ref = binder.bind_root(expr).ok()??;
        (binder.planned_volatility == binder.lasting_volatility).then_some((type_ref, binder.planned_volatility))
    }

    /// What an expression is called where it becomes a column; `None` where the server has no name for it.
    pub(crate) fn output_name(&self, expr: &Expr) -> Option<Name> {
        Binder::new(self, Clause::SelectList).output_name(expr).map(|named| named.name)
    }

    /// Binds a query.
    pub(crate) fn bind_query(&self, query: &Query) -> Result<BoundQuery, Refusal> {
        let mut binder = Binder::new(self, Clause::SelectList);
        let columns = binder.bind_query_level(query)?;
        let places = columns.iter().map(|column| column.place).collect();
        let columns = columns.into_iter().map(|column| (column.name, column.type_ref)).collect();
        let dependencies = binder.take_dependencies();
        Ok(BoundQuery { bound: binder.finish(query.span), columns, places, dependencies })
    }
}

/// What a statement returns: names and types; `None` for nothing.
pub(crate) type Columns = Option<Vec<(Name, Option<TypeRef>)>>;

/// The bound statements of a routine.
#[derive(Debug, Clone)]
pub(crate) struct BoundStatements {
    /// Their text and names.
    pub bound: Bound,
    /// What the last one returns.
    pub columns: Columns,
    /// Everything they depend on.
    pub dependencies: Vec<Address>,
}

impl Session {
    /// Binds the statements of a routine, whose text is that of `span`.
    pub(crate) fn bind_statements<'a>(
        &self,
        statements: impl IntoIterator<Item = &'a BodyStatement>,
        span: Span,
    ) -> Result<BoundStatements, Refusal> {
        let mut binder = Binder::new(self, Clause::SelectList);
        let mut columns = None;
        for statement in statements {
            columns = binder.bind_body_statement(statement)?;
        }
        let dependencies = binder.take_dependencies();
        Ok(BoundStatements { bound: binder.finish(span), columns, dependencies })
    }
}

impl Binder<'_> {
    /// What the statement returns. Those that are neither queries nor changes of data are looked at when they run.
    fn bind_body_statement(&mut self, statement: &BodyStatement) -> Result<Columns, Refusal> {
        let outputs = match statement {
            BodyStatement::Return(expr) => {
                let type_ref = self.at_new_level(|binder| binder.bind(expr))?;
                return Ok(Some(vec![(Name::default(), type_ref.map(settled))]));
            }
            BodyStatement::Statement(statement) => match statement.as_ref() {
                Statement::Query(query) => self.bind_query_level(query)?,
                changed @ (Statement::Insert(_) | Statement::Update(_) | Statement::Delete(_)) => {
                    let outputs = self.bind_data_change(changed)?;
                    if outputs.is_empty() {
                        return Ok(None);
                    }
                    outputs
                }
                _ => return Ok(None),
            },
        };
        Ok(Some(outputs.into_iter().map(|output| (output.name, output.type_ref)).collect()))
    }

    /// Makes the names of a scope visible; returns its relation.
    fn enter(&mut self, scope: Scope) -> Option<ObjectId> {
        let mut level = Level::default();
        let relation = match scope {
            Scope::Empty => None,
            Scope::Domain(type_ref) => {
                self.domain = Some(type_ref);
                None
            }
            Scope::Relation(id) | Scope::Trigger(id) => Some(id),
        };
        if let Some(object) = relation.and_then(|id| self.session.catalog.get(id)) {
            match scope {
                Scope::Trigger(_) => level.items.extend(["old", "new"].map(|name| Item::row(name, object))),
                _ => level.items.push(Item::relation(object)),
            }
        }
        self.levels.push(level);
        relation
    }
}

/// The columns of the scope's relation, and all other dependencies. The relation as a whole is no dependency of its own expression.
fn split(dependencies: Vec<Address>, relation: Option<ObjectId>) -> (Vec<ColumnNumber>, Vec<Address>) {
    let (own, other): (Vec<Address>, Vec<Address>) =
        dependencies.into_iter().partition(|address| Some(address.object) == relation);
    (own.into_iter().map(|address| address.column).filter(|number| *number > 0).collect(), other)
}
