//! The state of one binding: where names are looked up, and what was found.

use super::facts::bare;
use super::scope::Level;
use super::usage::Clause;
use crate::postgres::ast::op::Volatility;
use crate::postgres::ast::{Expr, Name};
use crate::postgres::catalog::{Address, Bound, ColumnNumber, ObjectId, Reference, ReferenceRole, Target, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use crate::source::Span;

/// The type of an expression; `None` where it cannot be told. Nothing is refused on account of a type that is not known.
pub(super) type Type = Option<TypeRef>;

/// Expressions nested more deeply than this are left to the server.
const DEEPEST: usize = 400;

/// One binding in progress.
#[derive(Debug)]
pub(super) struct Binder<'s> {
    pub session: &'s Session,
    /// From the outermost query to the innermost.
    pub levels: Vec<Level<'s>>,
    /// Where the current expression stands.
    pub clause: Clause,
    /// Inside the arguments of an aggregate.
    pub in_aggregate: bool,
    /// The levels whose columns were seen since this was last cleared, as bits.
    pub columns_seen: u64,
    /// What `VALUE` is.
    pub domain: Type,
    /// The most volatile thing seen.
    pub volatility: Volatility,
    /// The most volatile thing that is left once the planner has inlined the functions in SQL of which that is known.
    pub planned_volatility: Volatility,
    /// The same, where it inlines all functions in SQL into something tamer.
    pub lasting_volatility: Volatility,
    /// Spans are those of the statement's text until [`Binder::finish`].
    pub references: Vec<Reference>,
    pub dependencies: Vec<Address>,
    /// The untyped literals, each with the type that it was read as.
    pub literals: Vec<(Span, TypeRef)>,
    /// The lists of `IN` that are compared as one array: where the first item stands, and the type of the items.
    pub lists: Vec<(Span, TypeRef)>,
    /// Names of the first output columns of scalar subqueries, by where they start.
    pub subquery_names: Vec<(u32, Name)>,
    depth: usize,
}

impl<'s> Binder<'s> {
    pub fn new(session: &'s Session, clause: Clause) -> Self {
        Self {
            session,
            levels: Vec::new(),
            clause,
            in_aggregate: false,
            columns_seen: 0,
            domain: None,
            volatility: Volatility::Immutable,
            planned_volatility: Volatility::Immutable,
            lasting_volatility: Volatility::Immutable,
            references: Vec::new(),
            dependencies: Vec::new(),
            literals: Vec::new(),
            lists: Vec::new(),
            subquery_names: Vec::new(),
            depth: 0,
        }
    }

    /// The text of a span, with its references in order and relative to it.
    pub fn finish(&mut self, span: Span) -> Bound {
        let mut references = std::mem::take(&mut self.references);
        references.sort_by_key(|reference| reference.span);
        references.dedup_by_key(|reference| reference.span);
        for reference in &mut references {
            reference.span = Span { start: reference.span.start - span.start, end: reference.span.end - span.start };
        }
        Bound { text: Name::new(span.slice(&self.session.text)), references }
    }

    /// What was found to be depended on, each once.
    pub fn take_dependencies(&mut self) -> Vec<Address> {
        let mut dependencies = std::mem::take(&mut self.dependencies);
        dependencies.retain(|address| !address.object.is_builtin());
        dependencies.sort_unstable();
        dependencies.dedup();
        dependencies
    }

    /// A name was not found: a failure, unless it may be among the members of an extension that are not known.
    pub fn missing<T>(&self, code: &'static str, message: String, span: Span) -> Result<T, Refusal> {
        Err(self.session.missing(Failure::new(code, message).at(span)))
    }

    /// A type as messages write it: without modifiers.
    pub fn type_name(&self, type_ref: TypeRef) -> String {
        self.session.type_name(bare(type_ref))
    }

    pub fn refer(&mut self, span: Span, target: Target, role: ReferenceRole) {
        self.references.push(Reference { span, target, role });
    }

    /// A name in the text that means a user's object.
    pub fn refer_to(&mut self, span: Span, id: ObjectId, role: ReferenceRole) {
        if !id.is_builtin() {
            self.refer(span, Target::Object(id), role);
            self.dependencies.push(Address::object(id));
        }
    }

    pub fn depend_on_object(&mut self, id: ObjectId) {
        self.dependencies.push(Address::object(id));
    }

    pub fn depend_on_column(&mut self, relation: ObjectId, number: ColumnNumber) {
        self.dependencies.push(Address::column(relation, number));
    }

    pub fn saw(&mut self, volatility: Volatility) {
        self.volatility = self.volatility.max(volatility);
        self.saw_planned(volatility);
    }

    /// Something is that volatile once the planner is done with it.
    pub fn saw_planned(&mut self, volatility: Volatility) {
        self.planned_volatility = self.planned_volatility.max(volatility);
        self.lasting_volatility = self.lasting_volatility.max(volatility);
    }

    /// Notes that a column of a level was seen.
    pub fn saw_column_of(&mut self, level: usize) {
        self.columns_seen |= 1 << level.min(63);
    }

    /// Binds something at a level of its own inside the current one.
    pub fn at_new_level<R>(&mut self, bind: impl FnOnce(&mut Self) -> Result<R, Refusal>) -> Result<R, Refusal> {
        let in_aggregate = std::mem::replace(&mut self.in_aggregate, false);
        self.levels.push(Level { around: Some(self.clause), ..Level::default() });
        let result = self.nested(bind);
        self.levels.pop();
        self.columns_seen &= !(1 << self.levels.len().min(63));
        self.in_aggregate = in_aggregate;
        result
    }

    /// The current level.
    pub fn level(&mut self) -> &mut Level<'s> {
        self.levels.last_mut().expect("a binding has at least one level")
    }

    /// Runs one part of the binding in another clause.
    pub fn within<R>(&mut self, clause: Clause, bind: impl FnOnce(&mut Self) -> R) -> R {
        let outer = std::mem::replace(&mut self.clause, clause);
        let result = bind(self);
        self.clause = outer;
        result
    }

    /// Goes one level of nesting down.
    pub fn nested<R>(&mut self, bind: impl FnOnce(&mut Self) -> Result<R, Refusal>) -> Result<R, Refusal> {
        if self.depth >= DEEPEST {
            return Err(Refusal::Undecided("the expression is nested too deeply".into()));
        }
        self.depth += 1;
        let result = bind(self);
        self.depth -= 1;
        result
    }

    /// Binds all of a list.
    pub fn bind_all<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) -> Result<Vec<Type>, Refusal> {
        exprs.into_iter().map(|expr| self.bind(expr)).collect()
    }
}

/// A failure with the place the server points at.
pub(super) fn fail<T>(code: &'static str, message: String, span: Span) -> Result<T, Refusal> {
    Err(Failure::new(code, message).at(span).into())
}

/// A failure with the place the server points at, where it does.
pub(super) fn fail_at<T>(code: &'static str, message: String, place: Option<Span>) -> Result<T, Refusal> {
    Err(placed(Failure::new(code, message), place).into())
}

pub(super) fn placed(failure: Failure, place: Option<Span>) -> Failure {
    match place {
        Some(span) => failure.at(span),
        None => failure,
    }
}

/// A failure for which the server points nowhere.
pub(super) fn fail_nowhere<T>(code: &'static str, message: String) -> Result<T, Refusal> {
    Err(Failure::new(code, message).into())
}

impl Session {
    /// What becomes of a name that is not found: the failure, unless something whose members are not known may hold it.
    pub(crate) fn missing(&self, failure: Failure) -> Refusal {
        if self.has_unknown_members() {
            return Refusal::Undecided(format!("{}, unless an extension has it", failure.message));
        }
        failure.into()
    }
}
