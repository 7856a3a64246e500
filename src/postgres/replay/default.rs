//! Defaults and generation expressions of columns.

use super::bind::{BoundExpr, Coercion, Scope, Usage};
use super::column::ColumnPlan;
use super::session::Session;
use crate::postgres::ast::op::Generated;
use crate::postgres::ast::{Expr, ExprKind, Literal, Name, quote_ident, quote_literal};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{
    Address, Bound, ColumnDefault, ColumnNumber, DependencyKind, ObjectBody, ObjectId, Reference, ReferenceRole,
    Target, TypeRef,
};
use crate::run::{Failure, Refusal};
use crate::source::Span;

/// Where the value of a column comes from when a row does not give it.
#[derive(Debug, Clone)]
pub(crate) enum DefaultPlan<'a> {
    /// `DEFAULT`.
    Expr(&'a Expr),
    /// `GENERATED ALWAYS AS (…)`.
    Generated(&'a Generated),
    /// `nextval` of the sequence that `serial` made.
    Serial(ObjectId),
    /// As another column has it, with names already pointing to this table.
    Copied {
        /// The expression and how it is computed.
        default: ColumnDefault,
        /// What it depends on.
        dependencies: Vec<Address>,
    },
}

impl Session {
    /// Gives a column its default or generation expression.
    pub(crate) fn add_default(
        &mut self,
        relation: ObjectId,
        number: ColumnNumber,
        plan: &DefaultPlan,
    ) -> Result<(), Refusal> {
        match plan {
            DefaultPlan::Expr(expr) => self.add_written_default(relation, number, expr),
            DefaultPlan::Generated(generated) => self.add_generation(relation, number, generated),
            DefaultPlan::Serial(sequence) => {
                self.add_serial_default(relation, number, *sequence);
                Ok(())
            }
            DefaultPlan::Copied { default, dependencies } => {
                let default = ColumnDefault { column: number, ..default.clone() };
                self.store_default(relation, default, dependencies.iter().copied());
                Ok(())
            }
        }
    }

    fn add_written_default(&mut self, relation: ObjectId, number: ColumnNumber, expr: &Expr) -> Result<(), Refusal> {
        let mut bound = self.bind_expr(expr, Scope::Empty, Usage::Default)?;
        let wanted = self.column_type(relation, number);
        self.refuse_default_type(relation, number, bound.type_ref, wanted)?;
        self.take_literal(expr, wanted, &mut bound.bound)?;
        if is_null(expr) && !wanted.is_some_and(|wanted| self.keeps_null_default(wanted)) {
            return Ok(());
        }
        let default = ColumnDefault {
            column: number,
            expr: bound.bound,
            value_type: bound.type_ref,
            generated: None,
            serial: false,
        };
        let of_type = wanted.filter(|wanted| bound.type_ref.is_none_or(|found| !found.same_type(*wanted)));
        let dependencies = bound.dependencies.into_iter().chain(of_type.map(|used| Address::object(used.id)));
        self.store_default(relation, default, dependencies);
        Ok(())
    }

    /// A bare literal becomes a value of the column's type: 22P02 where it is none, and a label of an enum follows its renames.
    fn take_literal(&self, expr: &Expr, wanted: Option<TypeRef>, bound: &mut Bound) -> Result<(), Refusal> {
        let (ExprKind::Literal(Literal::String(text)), Some(wanted)) = (&expr.kind, wanted) else { return Ok(()) };
        self.literal_fits(text, expr.span, wanted)?;
        if let Some(target) = self.enum_label(text, wanted) {
            let span = Span::new(0, bound.text.len());
            bound.references.push(Reference { span, target, role: ReferenceRole::Literal });
        }
        Ok(())
    }

    fn add_generation(
        &mut self,
        relation: ObjectId,
        number: ColumnNumber,
        generated: &Generated,
    ) -> Result<(), Refusal> {
        let bound = self.bind_expr(&generated.expr, Scope::Relation(relation), Usage::Generated)?;
        let wanted = self.column_type(relation, number);
        self.refuse_default_type(relation, number, bound.type_ref, wanted)?;
        let mut bound = bound;
        self.take_literal(&generated.expr, wanted, &mut bound.bound)?;
        let BoundExpr { bound: expr, columns, dependencies, type_ref: value_type, .. } = bound;
        let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
        let default = ColumnDefault { column: number, expr, value_type, generated: Some(kind), serial: false };
        let columns = columns.into_iter().map(|column| Address::column(relation, column));
        self.store_default(relation, default, columns.chain(dependencies));
        Ok(())
    }

    /// 42P17 where a generation expression uses a generated column, itself included.
    pub(crate) fn refuse_generated_references(&self, relation: ObjectId, plan: &ColumnPlan) -> Result<(), Failure> {
        let Some(DefaultPlan::Generated(generated)) = &plan.default else { return Ok(()) };
        let number = self.number_of(relation, &plan.column.name).unwrap_or_default();
        let Some(default) = self.column_default(relation, number) else { return Ok(()) };
        for reference in &default.expr.references {
            let Target::Column(owner, column) = reference.target else { continue };
            if owner == relation && self.is_generated(relation, column) {
                let name = self.column_name(relation, column);
                let message = format!("cannot use generated column \"{name}\" in column generation expression");
                let position = generated.expr.span.start + reference.span.start;
                return Err(Failure { position: Some(position), ..Failure::new("42P17", message) });
            }
        }
        Ok(())
    }

    /// Whether a column is generated.
    pub(crate) fn is_generated(&self, relation: ObjectId, number: ColumnNumber) -> bool {
        self.column_default(relation, number).is_some_and(|default| default.generated.is_some())
    }

    /// The default of a column.
    pub(crate) fn column_default(&self, relation: ObjectId, number: ColumnNumber) -> Option<&ColumnDefault> {
        match &self.catalog.get(self.column_at(relation, number)?.default?)?.body {
            ObjectBody::Default(default) => Some(default),
            _ => None,
        }
    }

    fn add_serial_default(&mut self, relation: ObjectId, number: ColumnNumber, sequence: ObjectId) {
        let expr = self.nextval(sequence);
        let default = ColumnDefault {
            column: number,
            expr,
            value_type: Some(TypeRef::builtin(oid::INT8)),
            generated: None,
            serial: true,
        };
        self.store_default(relation, default, [Address::object(sequence)]);
    }

    /// `nextval('sequence'::regclass)`.
    fn nextval(&self, sequence: ObjectId) -> Bound {
        let literal = quote_literal(&quote_ident(self.name_of(sequence)));
        let span = Span::new("nextval(".len(), "nextval(".len() + literal.len());
        Bound {
            text: Name::from(format!("nextval({literal}::regclass)")),
            references: vec![Reference { span, target: Target::Object(sequence), role: ReferenceRole::Literal }],
        }
    }

    fn store_default(
        &mut self,
        relation: ObjectId,
        default: ColumnDefault,
        dependencies: impl IntoIterator<Item = Address>,
    ) {
        let number = default.column;
        let kind = if default.generated.is_some() { DependencyKind::Internal } else { DependencyKind::Auto };
        let id = self.create_object(Name::default(), None, Some(relation), ObjectBody::Default(default));
        self.catalog.depend(id, Address::column(relation, number), kind);
        for referenced in dependencies {
            if referenced != Address::column(relation, number) {
                self.catalog.depend(id, referenced, DependencyKind::Normal);
            }
        }
        self.change_column(relation, number, |column| column.default = Some(id));
    }

    /// Takes a column's default away.
    pub(crate) fn remove_default(&mut self, relation: ObjectId, number: ColumnNumber) {
        if let Some(default) = self.change_column(relation, number, |column| column.default.take()).flatten() {
            self.catalog.remove(default);
        }
    }

    /// 42804 where a default of that type cannot be stored in the column.
    fn refuse_default_type(
        &self,
        relation: ObjectId,
        number: ColumnNumber,
        found: Option<TypeRef>,
        wanted: Option<TypeRef>,
    ) -> Result<(), Failure> {
        let (Some(found), Some(wanted)) = (found, wanted) else { return Ok(()) };
        if self.can_coerce(found, wanted, Coercion::Assignment) {
            return Ok(());
        }
        let (name, found, wanted) =
            (self.column_name(relation, number), self.type_name(plain(found)), self.type_name(plain(wanted)));
        let message = format!("column \"{name}\" is of type {wanted} but default expression is of type {found}");
        Err(Failure::new("42804", message))
    }

    /// `DEFAULT NULL` is no default, unless the type has a length to enforce or a domain to check: then the server keeps the expression.
    fn keeps_null_default(&self, type_ref: TypeRef) -> bool {
        type_ref.modifier >= 0 || self.base_type(type_ref) != type_ref
    }
}

/// A type without its modifier.
pub(crate) fn plain(type_ref: TypeRef) -> TypeRef {
    TypeRef { modifier: -1, ..type_ref }
}

/// `NULL`, without any cast.
fn is_null(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(Literal::Null))
}

/// The type of an untyped literal.
pub(crate) fn is_unknown(type_ref: TypeRef) -> bool {
    type_ref.id == ObjectId::builtin(oid::UNKNOWN)
}
