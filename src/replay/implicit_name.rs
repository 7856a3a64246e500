//! The names that the server makes up: of constraints, indexes and sequences that the author left without one.
//!
//! A name is made once: later renames of the table or its columns leave it alone.

use super::session::Session;
use crate::ast::{Expr, ExprKind, FunctionCall, Literal, Name};
use crate::catalog::implicit_name::choose;
use crate::catalog::{NameClass, ObjectId};

/// Among what a made-up relation name must be unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UniqueAmong {
    /// The relations of the schema.
    Relations,
    /// Those, and the constraints of the schema: of an index that gets a constraint of the same name.
    RelationsAndConstraints,
}

impl Session {
    /// A name for an index or sequence: `first[_second]_label`, numbered until it is free.
    pub(crate) fn choose_relation_name(
        &self,
        first: &str,
        second: &str,
        label: &str,
        schema: ObjectId,
        among: UniqueAmong,
    ) -> Name {
        choose(first, second, label, |name| {
            self.catalog.find(NameClass::Relation, schema, name).is_some()
                || (among == UniqueAmong::RelationsAndConstraints && self.catalog.has_constraint_name(schema, name))
        })
    }

    /// A name for a check or foreign key: unique among the constraints of the schema and those that the statement is about to add.
    pub(crate) fn choose_constraint_name(
        &self,
        first: &str,
        second: &str,
        label: &str,
        schema: ObjectId,
        pending: &[Name],
    ) -> Name {
        choose(first, second, label, |name| {
            pending.iter().any(|other| other == name) || self.catalog.has_constraint_name(schema, name)
        })
    }
}

/// What an expression is called where it becomes a column (`FigureColname`); `None` where the server has no name for it.
pub(crate) fn expression_name(expr: &Expr) -> Option<Name> {
    figure(expr).map(|figured| figured.name)
}

/// A name, and whether it is only a makeshift that gives way to a better one around it: a cast's type, `case`.
struct Figured {
    name: Name,
    makeshift: bool,
}

impl Figured {
    fn firm(name: impl Into<Name>) -> Option<Self> {
        Some(Self { name: name.into(), makeshift: false })
    }

    /// The inner name where that is firm, else this one.
    fn fallback(inner: Option<Self>, name: impl Into<Name>) -> Option<Self> {
        match inner {
            Some(inner) if !inner.makeshift => Some(inner),
            _ => Some(Self { name: name.into(), makeshift: true }),
        }
    }
}

fn figure(expr: &Expr) -> Option<Figured> {
    match &expr.kind {
        ExprKind::Column(parts) => parts.last().and_then(|part| Figured::firm(part.name.clone())),
        ExprKind::Field { field, .. } => Figured::firm(field.name.clone()),
        ExprKind::Subscript { operand, .. } | ExprKind::Collate { operand, .. } => figure(operand),
        ExprKind::Function(call) => Figured::firm(function_name(call)),
        ExprKind::AtTimeZone { .. } => Figured::firm("timezone"),
        ExprKind::Cast { operand, target } => Figured::fallback(figure(operand), target.name.name().clone()),
        ExprKind::Literal(Literal::Boolean(_)) => Some(Figured { name: Name::new_static("bool"), makeshift: true }),
        ExprKind::Case { otherwise, .. } => Figured::fallback(otherwise.as_deref().and_then(figure), "case"),
        ExprKind::Array(_) | ExprKind::ArraySubquery(_) => Figured::firm("array"),
        ExprKind::Row(_) => Figured::firm("row"),
        ExprKind::Exists(_) => Figured::firm("exists"),
        _ => None,
    }
}

fn function_name(call: &FunctionCall) -> Name {
    let name = call.name.name();
    // SQL's `TRIM(…)` is the function `btrim`.
    if call.special && name == "trim" { Name::new_static("btrim") } else { name.clone() }
}
