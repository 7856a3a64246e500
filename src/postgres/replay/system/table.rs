//! A table while it is filled.

use super::wanted::Wanted;
use crate::postgres::ast::Name;
use crate::postgres::builtin::relations::BuiltinRelation;
use crate::postgres::catalog::{ObjectId, Value};

/// The rows of one of the server's own relations.
#[derive(Debug, Clone)]
pub struct Listing {
    /// Names and type OIDs of the columns.
    pub columns: Vec<(&'static str, u32)>,
    /// One value for each column.
    pub rows: Vec<Vec<Value>>,
    /// Each stands for any number of rows of the server's own: what is the same in all of them, and a name and number that no
    /// object of a user has.
    pub others: Vec<Vec<Value>>,
}

/// The cells of a row, by the names of their columns.
pub(super) type Cells<'c> = &'c [(&'static str, Value)];

/// A table while it is filled.
#[derive(Debug)]
pub(super) struct Table<'w> {
    pub(super) wanted: &'w Wanted,
    /// What a cell is of which nothing is said.
    missing: Value,
    listing: Listing,
}

impl<'w> Table<'w> {
    pub(super) fn new(relation: BuiltinRelation, wanted: &'w Wanted, missing: Value) -> Self {
        let listing = Listing { columns: relation.columns().collect(), rows: Vec::new(), others: Vec::new() };
        Self { wanted, missing, listing }
    }

    /// Adds a row, if it may be wanted.
    pub(super) fn push(&mut self, cells: Cells<'_>) {
        if self.is_wanted(cells) {
            let row = self.row(cells, &self.missing);
            self.listing.rows.push(row);
        }
    }

    /// Adds a row that stands for others.
    pub(super) fn push_others(&mut self, cells: Cells<'_>) {
        if self.is_wanted(cells) {
            let row = self.row(cells, &unknown("it differs from one to the next"));
            self.listing.others.push(row);
        }
    }

    fn is_wanted(&self, cells: Cells<'_>) -> bool {
        self.wanted.admits_row(|column| cell(cells, column).cloned())
    }

    fn row(&self, cells: Cells<'_>, missing: &Value) -> Vec<Value> {
        debug_assert!(cells.iter().all(|(name, _)| self.listing.columns.iter().any(|(column, _)| column == name)));
        self.listing.columns.iter().map(|(column, _)| cell(cells, column).unwrap_or(missing).clone()).collect()
    }

    pub(super) fn listing(self) -> Listing {
        self.listing
    }
}

fn cell<'c>(cells: Cells<'c>, column: &str) -> Option<&'c Value> {
    cells.iter().find(|(name, _)| *name == column).map(|(_, value)| value)
}

pub(super) fn text(text: impl Into<Name>) -> Value {
    Value::Text(text.into())
}

pub(super) fn letter(letter: char) -> Value {
    let mut buffer = [0; 4];
    Value::Text(Name::new(letter.encode_utf8(&mut buffer)))
}

pub(super) fn number(number: impl Into<i64>) -> Value {
    Value::Number(Name::new(number.into().to_string()))
}

/// How many; more than any catalog holds is the most there can be.
pub(super) fn count(count: usize) -> Value {
    number(i64::try_from(count).unwrap_or(i64::MAX))
}

pub(super) fn oid(id: ObjectId) -> Value {
    number(id.oid())
}

/// An OID, or 0.
pub(super) fn oid_or_zero(id: Option<ObjectId>) -> Value {
    oid(id.unwrap_or(ObjectId::NONE))
}

pub(super) fn truth(truth: bool) -> Value {
    Value::Boolean(truth)
}

/// `information_schema`'s truth.
pub(super) fn yes_or_no(truth: bool) -> Value {
    Value::Text(Name::new_static(if truth { "YES" } else { "NO" }))
}

pub(super) fn unknown(reason: &'static str) -> Value {
    Value::Unknown(Name::new_static(reason))
}

/// A value, or `NULL`.
pub(super) fn or_null(value: Option<Value>) -> Value {
    value.unwrap_or(Value::Null)
}

/// An array of numbers.
pub(super) fn numbers(numbers: impl IntoIterator<Item = impl Into<i64>>) -> Value {
    text(format!("{{{}}}", joined(numbers, ",")))
}

/// An `int2vector` or `oidvector`.
pub(super) fn vector(numbers: impl IntoIterator<Item = impl Into<i64>>) -> Value {
    text(joined(numbers, " "))
}

fn joined(numbers: impl IntoIterator<Item = impl Into<i64>>, separator: &str) -> String {
    numbers.into_iter().map(|number| number.into().to_string()).collect::<Vec<_>>().join(separator)
}

/// An array of texts, with quotes where the server writes them.
pub(super) fn texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Value {
    text(format!("{{{}}}", texts.into_iter().map(element).collect::<Vec<_>>().join(",")))
}

fn element(text: &str) -> String {
    let plain = |c: char| !matches!(c, '{' | '}' | ',' | '"' | '\\') && !c.is_ascii_whitespace();
    if !text.is_empty() && text.chars().all(plain) && !text.eq_ignore_ascii_case("null") {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrays_read_as_the_server_writes_them() {
        assert_eq!(numbers([1_u16, 3]), text("{1,3}"));
        assert_eq!(vector([1_u16, 3]), text("1 3"));
        assert_eq!(texts(["a", "b c", "", "null", "q\"\\"]), text(r#"{a,"b c","","null","q\"\\"}"#));
    }
}
