//! Variables and parameters: the outermost names, as the server's `plpgsql_post_column_ref` looks them up.

use super::binder::{Binder, Type, fail};
use crate::ast::Ident;
use crate::ast::procedure::VariableConflict;
use crate::catalog::TypeRef;
use crate::dialect::postgres::types::oid;
use crate::replay::outcome::Refusal;
use crate::replay::procedure::Found;
use crate::source::Span;

impl Binder<'_> {
    /// What a name that no column has means among the variables; `None` where there is none.
    pub(super) fn bind_variable(&self, parts: &[Ident], span: Span) -> Result<Option<Type>, Refusal> {
        match self.session.variables.find(parts) {
            None => Ok(None),
            Some(Found::Cell(cell)) => Ok(Some(cell.type_ref)),
            Some(Found::Row(_, type_ref)) => Ok(Some(type_ref.or(Some(TypeRef::builtin(oid::RECORD))))),
            Some(Found::NoField(record)) => {
                let field = parts.last().map_or("", |part| part.name.as_str());
                fail("42703", format!("record \"{record}\" has no field \"{field}\""), span)
            }
            Some(Found::Unassigned(record)) => fail("55000", format!("record \"{record}\" is not assigned yet"), span),
        }
    }

    /// Whether a variable hides the column of that name; 42702 where neither hides the other.
    pub(super) fn variable_hides(&self, parts: &[Ident], span: Span) -> Result<bool, Refusal> {
        let is_variable = || {
            matches!(self.session.variables.find(parts), Some(Found::Cell(_) | Found::Row(..) | Found::Unassigned(_)))
        };
        match self.session.variables.conflict() {
            VariableConflict::Column => Ok(false),
            VariableConflict::Variable => Ok(is_variable()),
            VariableConflict::Error if is_variable() => {
                let name: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
                fail("42702", format!("column reference \"{}\" is ambiguous", name.join(".")), span)
            }
            VariableConflict::Error => Ok(false),
        }
    }

    /// `$n`.
    pub(super) fn bind_parameter(&self, number: u32, span: Span) -> Result<Type, Refusal> {
        match self.session.variables.parameter(number) {
            Some(cell) => Ok(cell.type_ref),
            None => fail("42P02", format!("there is no parameter ${number}"), span),
        }
    }
}
