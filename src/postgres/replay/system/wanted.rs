//! What a query asks for, so that only the rows that may be wanted are made.

use crate::postgres::ast::Name;
use crate::postgres::catalog::{ObjectId, Value};
use std::collections::HashSet;

/// Columns that are wanted to have one of some values: `relname = 'x'`, `contype IN ('p', 'u')`.
///
/// It only narrows: what else a condition says is for the evaluator to check.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    columns: Vec<(Name, Vec<Value>)>,
}

impl Wanted {
    /// Wants a column to have one of some values, which are constants.
    pub(crate) fn one_of(&mut self, column: Name, values: Vec<Value>) {
        let mut once = Vec::with_capacity(values.len());
        let mut seen = HashSet::new();
        for value in values {
            if seen.insert(value.clone()) {
                once.push(value);
            }
        }
        self.columns.push((column, once));
    }

    /// Wants every row.
    pub(crate) fn is_all(&self) -> bool {
        self.columns.is_empty()
    }

    /// The values that a column may have; `None` for any.
    fn values(&self, column: &str) -> Option<&[Value]> {
        self.columns.iter().find(|(name, _)| name == column).map(|(_, values)| values.as_slice())
    }

    /// The texts that a column may be; `None` for any.
    pub(super) fn texts(&self, column: &str) -> Option<Vec<&str>> {
        self.values(column)?.iter().map(as_text).collect()
    }

    /// The objects that a column may mean; `None` for any.
    pub(super) fn objects(&self, column: &str) -> Option<Vec<ObjectId>> {
        self.values(column)?
            .iter()
            .map(|value| match value {
                Value::Number(digits) => digits.parse().ok().map(ObjectId::numbered),
                _ => None,
            })
            .collect()
    }

    /// Whether a column may be that text.
    pub(super) fn admits(&self, column: &str, text: &str) -> bool {
        self.texts(column).is_none_or(|texts| texts.contains(&text))
    }

    /// Whether a row with these cells may be wanted.
    pub(super) fn admits_row(&self, cell: impl Fn(&str) -> Option<Value>) -> bool {
        self.columns.iter().all(|(column, values)| match cell(column) {
            None | Some(Value::Unknown(_) | Value::Deferred(_)) => true,
            Some(Value::Null) => false,
            Some(found) => values.iter().any(|value| may_equal(&found, value)),
        })
    }
}

fn as_text(value: &Value) -> Option<&str> {
    if let Value::Text(text) = value { Some(text.as_str()) } else { None }
}

/// Only what is written differently in one form certainly differs.
fn may_equal(found: &Value, wanted: &Value) -> bool {
    match (found, wanted) {
        (Value::Text(found), Value::Text(wanted)) | (Value::Number(found), Value::Number(wanted)) => found == wanted,
        (Value::Boolean(found), Value::Boolean(wanted)) => found == wanted,
        _ => true,
    }
}
