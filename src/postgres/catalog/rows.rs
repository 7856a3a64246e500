//! Rows of seed data.
//!
//! A row is one compact string, so that a file of a million rows takes little more memory than its text, and a list of rows is
//! persistent, so that a snapshot costs nothing.

use super::{ColumnNumber, ObjectId};
use crate::postgres::ast::Name;
use std::fmt;
use std::sync::Arc;

/// A value of a row; `T` is [`Name`] where it is owned, `&str` where it is read from a [`Row`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Value<T = Name> {
    /// `NULL`.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A number, in the author's spelling.
    Number(T),
    /// A string constant: of whatever type the column is.
    Text(T),
    /// An expression that only the server can compute (`now()`, a call, arithmetic), as SQL text that stands by itself.
    Deferred(T),
    /// The same, drawn: the value that the server gave a row, by the number of the draw. Wherever the number is, the value is the same,
    /// and no other draw gives it.
    Drawn(u32, T),
    /// Not known, and no expression gives it: why. In the result of a query; no table has one.
    Unknown(T),
}

impl<T: AsRef<str>> Value<T> {
    /// The same value, borrowed.
    pub fn borrowed(&self) -> Value<&str> {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(truth) => Value::Boolean(*truth),
            Self::Number(text) => Value::Number(text.as_ref()),
            Self::Text(text) => Value::Text(text.as_ref()),
            Self::Deferred(text) => Value::Deferred(text.as_ref()),
            Self::Drawn(number, text) => Value::Drawn(*number, text.as_ref()),
            Self::Unknown(reason) => Value::Unknown(reason.as_ref()),
        }
    }

    /// The same value, owned.
    pub fn owned(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(truth) => Value::Boolean(*truth),
            Self::Number(text) => Value::Number(Name::new(text)),
            Self::Text(text) => Value::Text(Name::new(text)),
            Self::Deferred(text) => Value::Deferred(Name::new(text)),
            Self::Drawn(number, text) => Value::Drawn(*number, Name::new(text)),
            Self::Unknown(reason) => Value::Unknown(Name::new(reason)),
        }
    }

    /// Its one-letter kind in a row, and its text.
    fn encoded(&self) -> (char, &str) {
        match self {
            Self::Null => ('n', ""),
            Self::Boolean(false) => ('f', ""),
            Self::Boolean(true) => ('t', ""),
            Self::Number(text) => ('#', text.as_ref()),
            Self::Text(text) => ('\'', text.as_ref()),
            Self::Deferred(text) => ('=', text.as_ref()),
            Self::Drawn(_, text) => ('~', text.as_ref()),
            Self::Unknown(reason) => ('?', reason.as_ref()),
        }
    }
}

/// A row: one value per column number, from 1; what is missing at its end is `NULL`.
///
/// Kept as `<length><kind><text>` per value, such as `2#42 5'hello n` without the spaces; the number of a draw and `;` come behind its text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Row(Arc<str>);

impl Row {
    /// A row of these values, the first one being that of column 1.
    pub fn new<T: AsRef<str>>(values: &[Value<T>]) -> Self {
        // A kind and up to three digits beside each text, as a rule.
        let mut encoded = String::with_capacity(values.iter().map(|value| value.encoded().1.len() + 4).sum());
        for value in values {
            let (kind, text) = value.encoded();
            if !text.is_empty() {
                push_number(&mut encoded, text.len());
            }
            encoded.push(kind);
            encoded.push_str(text);
            if let Value::Drawn(number, _) = value {
                push_number(&mut encoded, *number as usize);
                encoded.push(';');
            }
        }
        Self(encoded.into())
    }

    /// The values, in order of the columns' numbers.
    pub fn values(&self) -> Values<'_> {
        Values { rest: &self.0 }
    }

    /// Certainly without [`Value::Drawn`].
    pub fn has_no_draws(&self) -> bool {
        !self.0.contains('~')
    }

    /// The value of a column.
    pub fn value(&self, number: ColumnNumber) -> Value<&str> {
        usize::from(number).checked_sub(1).and_then(|index| self.values().nth(index)).unwrap_or(Value::Null)
    }

    /// The same row with another value for a column.
    #[must_use]
    pub fn with(&self, number: ColumnNumber, value: Value<&str>) -> Self {
        let mut values: Vec<Value<&str>> = self.values().collect();
        let index = usize::from(number.max(1)) - 1;
        if values.len() <= index {
            values.resize(index + 1, Value::Null);
        }
        values[index] = value;
        Self::new(&values)
    }
}

/// Appends a number in decimal digits.
fn push_number(into: &mut String, number: usize) {
    use fmt::Write as _;
    write!(into, "{number}").expect("writing to a string cannot fail");
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.values()).finish()
    }
}

/// The values of a row.
#[derive(Debug, Clone)]
pub struct Values<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Values<'a> {
    type Item = Value<&'a str>;

    fn next(&mut self) -> Option<Self::Item> {
        let digits = self.rest.bytes().position(|byte| !byte.is_ascii_digit())?;
        let length: usize = self.rest[..digits].parse().unwrap_or(0);
        let start = digits + 1;
        let text = &self.rest[start..start + length];
        let kind = self.rest.as_bytes()[digits];
        self.rest = &self.rest[start + length..];
        Some(match kind {
            b'f' => Value::Boolean(false),
            b't' => Value::Boolean(true),
            b'#' => Value::Number(text),
            b'\'' => Value::Text(text),
            b'=' => Value::Deferred(text),
            b'~' => Value::Drawn(self.number_of_draw(), text),
            b'?' => Value::Unknown(text),
            _ => Value::Null,
        })
    }
}

impl Values<'_> {
    fn number_of_draw(&mut self) -> u32 {
        let (number, rest) = self.rest.split_once(';').unwrap_or_default();
        self.rest = rest;
        number.parse().unwrap_or_default()
    }
}

/// The keys of one unique index: where each stands, by a hash of its canonical form.
#[derive(Debug, Clone, Default)]
pub struct Keys {
    /// Positions of the rows in [`Rows`]; ordered, since a map by hashes would take several times the memory.
    pub positions: imbl::OrdMap<u64, u32>,
    /// How many rows have a key whose canonical form cannot be told.
    pub uncertain: u32,
}

/// Known rows, in the order in which the server would read them.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    list: imbl::Vector<Row>,
    /// Rows were updated or removed: the server's own order is no longer certain.
    disturbed: bool,
    /// Keys by unique index, built when they are first needed: a cache that is no part of the value.
    keys: imbl::HashMap<ObjectId, Keys>,
}

impl PartialEq for Rows {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl Rows {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// None at all.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All rows in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Row> {
        self.list.iter()
    }

    /// The row at a position.
    pub fn get(&self, position: usize) -> Option<&Row> {
        self.list.get(position)
    }

    /// The order is that of the insertions, and so the one in which the server reads them.
    pub fn in_insertion_order(&self) -> bool {
        !self.disturbed
    }

    /// The rows came in an order that is not known.
    pub fn disturb(&mut self) {
        self.disturbed = true;
    }

    /// Adds a row at the end.
    pub fn push(&mut self, row: Row) {
        self.list.push_back(row);
    }

    /// Replaces a row by one with the same keys.
    pub fn set(&mut self, position: usize, row: Row) {
        self.list.set(position, row);
        self.disturbed = true;
    }

    /// Replaces all rows. Keys are forgotten: positions and values may have changed.
    pub fn replace(&mut self, rows: imbl::Vector<Row>) {
        self.list = rows;
        self.disturbed = true;
        self.forget_keys();
    }

    /// Replaces each row by what `change` makes of it, in place: for a change of the columns, which does not move rows.
    pub fn rewrite(&mut self, mut change: impl FnMut(&Row) -> Row) {
        self.list = self.list.iter().map(&mut change).collect();
        self.forget_keys();
    }

    /// The keys of a unique index, where they were computed already.
    pub fn keys(&self, index: ObjectId) -> Option<&Keys> {
        self.keys.get(&index)
    }

    /// The keys of a unique index, to be kept in step with [`Rows::push`].
    pub fn keys_mut(&mut self, index: ObjectId) -> &mut Keys {
        self.keys.entry(index).or_default()
    }

    /// Forgets all computed keys: after a change of a key column's type or meaning.
    pub fn forget_keys(&mut self) {
        self.keys = imbl::HashMap::new();
    }
}

/// What a table holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Contents {
    /// Exactly these rows.
    Known(Rows),
    /// Something the model cannot know.
    Unknown {
        /// Why.
        reason: Name,
        /// The rows before the statement whose effect is not known. With that statement and those after it they make
        /// the rows on a server.
        before: Rows,
    },
}

impl Default for Contents {
    fn default() -> Self {
        Self::Known(Rows::default())
    }
}

impl Contents {
    /// Rows of which nothing is known.
    pub fn unknown(reason: impl Into<Name>) -> Self {
        Self::Unknown { reason: reason.into(), before: Rows::default() }
    }

    /// A statement did to the rows what is not known. The first reason is the one that explains all later ones.
    pub fn forget(&mut self, reason: &str) {
        if let Self::Known(rows) = self {
            *self = Self::Unknown { reason: Name::new(reason), before: std::mem::take(rows) };
        }
    }

    /// The rows, or those before they became unknown.
    pub fn last_known(&self) -> &Rows {
        let (Self::Known(rows) | Self::Unknown { before: rows, .. }) = self;
        rows
    }

    /// The same, to be changed.
    pub fn last_known_mut(&mut self) -> &mut Rows {
        let (Self::Known(rows) | Self::Unknown { before: rows, .. }) = self;
        rows
    }

    /// The same rows in the same order, which is as certain.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(one), Self::Known(other)) => {
                one.disturbed == other.disturbed && (one.list.ptr_eq(&other.list) || one.list == other.list)
            }
            (one, other) => one == other,
        }
    }

    /// Certainly without rows.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Known(rows) if rows.is_empty())
    }

    /// The rows, where they are known.
    pub fn rows(&self) -> Option<&Rows> {
        if let Self::Known(rows) = self { Some(rows) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_back_what_it_was_made_of() {
        let values = [
            Value::Number("42"),
            Value::Text(""),
            Value::Null,
            Value::Boolean(true),
            Value::Text("12'3#é\n"),
            Value::Deferred("now()"),
            Value::Drawn(17, "random()"),
            Value::Boolean(false),
        ];
        let row = Row::new(&values);
        assert_eq!(row.values().collect::<Vec<_>>(), values);
        assert_eq!(row.value(5), Value::Text("12'3#é\n"));
        assert_eq!(row.value(9), Value::Null);
        assert_eq!(row.with(10, Value::Number("7")).value(10), Value::Number("7"));
    }

    #[test]
    fn a_row_takes_little_more_memory_than_its_text() {
        let row = Row::new(&[Value::Number("1"), Value::Text("Ada")]);
        assert_eq!(&*row.0, "1#13'Ada");
    }

    #[test]
    fn a_snapshot_of_rows_does_not_change() {
        let mut contents = Rows::default();
        contents.push(Row::new(&[Value::Number("1")]));
        let before = contents.clone();
        contents.push(Row::new(&[Value::Number("2")]));
        assert_eq!((before.len(), contents.len()), (1, 2));
    }
}
