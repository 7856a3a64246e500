//! `GET DIAGNOSTICS`.

use super::compile::TEXT;
use super::run::Interpreter;
use crate::postgres::ast::Name;
use crate::postgres::ast::procedure::Target;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{TypeRef, Value};
use crate::run::{Failure, Refusal};

impl Interpreter<'_> {
    pub(super) fn get_diagnostics(&mut self, stacked: bool, items: &[(Target, Name)]) -> Result<(), Refusal> {
        if stacked && self.handled.is_empty() {
            let message = "GET STACKED DIAGNOSTICS cannot be used outside an exception handler";
            return Err(Failure::new("0Z002", message).into());
        }
        for (target, item) in items {
            let (value, from) = self.diagnostic(item);
            self.set(target, value, Some(from))?;
        }
        Ok(())
    }

    /// The value of an item.
    fn diagnostic(&self, item: &Name) -> (Value, TypeRef) {
        let unknown = Value::Unknown(Name::new(format!("{item} is not known")));
        match (item.as_str(), self.handled.last()) {
            ("ROW_COUNT", _) => {
                let count = self.rows.map(|rows| Value::Number(Name::new(rows.to_string())));
                (count.unwrap_or(unknown), TypeRef::builtin(oid::INT8))
            }
            ("RETURNED_SQLSTATE", Some(failure)) => (Value::Text(Name::new_static(failure.code)), TEXT),
            ("MESSAGE_TEXT", Some(failure)) => (Value::Text(Name::new(&failure.message)), TEXT),
            _ => (unknown, TEXT),
        }
    }
}
