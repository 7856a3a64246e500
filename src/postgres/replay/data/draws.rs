//! Values that only the server draws, `gen_random_uuid()` and its like: each has a number, by which its copies are known.

use super::evaluate::Evaluator;
use super::value::is_always_new;
use crate::postgres::catalog::{Contents, Row, Rows, Value};
use crate::postgres::replay::session::Session;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};

/// The draws of a history so far.
#[derive(Debug, Default)]
pub(crate) struct Draws {
    last: Cell<u32>,
    copied: RefCell<BTreeSet<u32>>,
}

impl Draws {
    /// A number that nothing else has.
    pub(in crate::postgres::replay) fn number(&self) -> u32 {
        self.next()
    }

    /// The number of a new draw.
    pub(super) fn next(&self) -> u32 {
        self.last.set(self.last.get().saturating_add(1));
        self.last.get()
    }

    /// Another row is given the value.
    pub(super) fn copy(&self, number: u32) {
        self.copied.borrow_mut().insert(number);
    }

    /// Whether the value may be in more than one place.
    pub(super) fn is_copied(&self, number: u32) -> bool {
        self.copied.borrow().contains(&number)
    }
}

impl Evaluator<'_> {
    /// What only the server draws, with the number of the draw.
    pub(super) fn numbered(self, value: Value) -> Value {
        match value {
            Value::Deferred(text) if is_always_new(&text) => Value::Drawn(self.session.draws.next(), text),
            value => value,
        }
    }
}

impl Session {
    /// What a variable is given: a draw is the same wherever the variable is read.
    pub(in crate::postgres::replay) fn settled_draw(&self, value: Value) -> Value {
        Evaluator { session: self }.numbered(value)
    }
}

impl Draws {
    /// Whether two tables hold the same rows, in whatever order. What was drawn twice is the same as long as nothing else has it.
    pub(in crate::postgres::replay) fn same_rows(&self, one: &Contents, other: &Contents) -> bool {
        match (one, other) {
            (Contents::Known(one), Contents::Known(other)) => one == other || self.counted(one) == self.counted(other),
            (one, other) => one == other,
        }
    }

    /// How often there is each row.
    fn counted(&self, rows: &Rows) -> HashMap<Row, usize> {
        let mut counts = HashMap::new();
        for row in rows.iter() {
            *counts.entry(self.without_numbers(row)).or_default() += 1;
        }
        counts
    }

    fn without_numbers(&self, row: &Row) -> Row {
        if row.has_no_draws() {
            return row.clone();
        }
        let mut values: Vec<Value<&str>> = row.values().collect();
        for value in &mut values {
            if let Value::Drawn(number, _) = value
                && !self.is_copied(*number)
            {
                *number = 0;
            }
        }
        Row::new(&values)
    }
}
