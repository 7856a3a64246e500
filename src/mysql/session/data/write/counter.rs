//! `AUTO_INCREMENT`.
//!
//! `InnoDB` takes as many values from the counter as the statement has rows, when the first is needed, and keeps what it does not use; a
//! statement of which the count is not known beforehand takes 1, 2, 4, 8 … The counter never goes back, not even when the statement fails.

use super::writer::Writer;
use crate::mysql::ast::DataType;
use crate::mysql::error::failure;
use crate::mysql::session::Session;
use crate::mysql::session::data::convert;
use crate::mysql::value::Value;
use crate::run::Refusal;

/// The values that a statement has taken.
#[derive(Debug, Clone, Default)]
pub(super) struct Counter {
    /// The next one to give.
    next: u64,
    /// The first one that is not taken.
    end: u64,
    /// How often it has taken some.
    times: u32,
    /// How many rows the statement has, where that is known.
    rows: Option<u64>,
    /// For how many rows more the engine takes values at once.
    left: u64,
    /// The first value that a row was given that is there now.
    pub first: Option<u64>,
}

/// The largest value of the column.
fn largest(writer: &Writer, place: usize) -> u64 {
    let column = &writer.table.columns[place].column_type;
    let bits = match column.data_type {
        DataType::TinyInt(_) => 8,
        DataType::SmallInt(_) => 16,
        DataType::MediumInt(_) => 24,
        DataType::Int(_) => 32,
        _ => 64,
    };
    let bits = if column.unsigned { bits } else { bits - 1 };
    if bits == 64 { u64::MAX } else { (1 << bits) - 1 }
}

impl Counter {
    /// For a statement of so many rows, where that is known.
    pub fn of(rows: Option<usize>) -> Self {
        Self { rows: rows.and_then(|rows| u64::try_from(rows).ok()), ..Self::default() }
    }

    /// A row was put in, or was not: then its value is given to the next one.
    pub fn settle(&mut self, given: Option<u64>, placed: bool) {
        self.left = self.left.saturating_sub(1);
        match given {
            Some(value) if placed => drop(self.first.get_or_insert(value)),
            Some(value) => self.next = value,
            None => {}
        }
    }
}

impl Session {
    /// Gives the row a value where it has none, and moves the counter behind one that it has.
    pub(super) fn count(
        &mut self,
        writer: &Writer,
        row: &mut [Value],
        counter: &mut Counter,
        number: usize,
    ) -> Result<Option<u64>, Refusal> {
        let Some(place) = writer.counter() else { return Ok(None) };
        let zero = convert::number(&row[place]).is_some_and(|number| number.is_zero());
        let generates = row[place].is_null() || zero && !self.has_mode("NO_AUTO_VALUE_ON_ZERO");
        if let Some(reason) = row[place].why_not_known() {
            self.current(writer)?.rows.forget(format!("the counter follows a value that is not known: {reason}"));
            return Ok(None);
        }
        if !generates {
            return Ok(None);
        }
        let unknown = self.current(writer)?.rows.unknown().cloned();
        if let Some(reason) = unknown {
            row[place] = Value::Unknown(reason);
            self.data.last_insert_id = row[place].clone();
            return Ok(None);
        }
        let value = self.taken(writer, counter)?;
        let value = if writer.ignore { value.min(largest(writer, place)) } else { value };
        if value > largest(writer, place) {
            if writer.table.is_transactional() && value > largest(writer, place) {
                return Err(failure(
                    "167",
                    format!("Out of range value for column '{}' at row {number}", writer.table.columns[place].name),
                ));
            }
            return Err(failure("1467", "Failed to read auto-increment value from storage engine"));
        }
        row[place] = if writer.table.columns[place].column_type.unsigned {
            Value::UInt(value)
        } else {
            Value::Int(value.cast_signed())
        };
        Ok(Some(value))
    }

    fn taken(&mut self, writer: &Writer, counter: &mut Counter) -> Result<u64, Refusal> {
        if counter.next < counter.end {
            counter.next += 1;
            return Ok(counter.next - 1);
        }
        if counter.left == 0 {
            counter.left = match counter.rows {
                Some(rows) if counter.times == 0 => rows.max(1),
                _ => 1 << counter.times.min(16),
            };
        }
        counter.times += 1;
        let count = counter.left;
        let takes_ahead = writer.table.is_transactional();
        let behind_all = writer.counter().map_or(u64::MAX, |place| largest(writer, place).saturating_add(1));
        let table = self.current(writer)?;
        let start = table.next_auto_increment.max(1);
        counter.next = start.saturating_add(1);
        counter.end = start.saturating_add(if takes_ahead { count } else { 1 });
        table.next_auto_increment = counter.end.min(behind_all.max(start));
        Ok(start)
    }

    /// An explicit value of a row that was put in moves the counter behind it.
    pub(super) fn follow_placed(
        &mut self,
        writer: &Writer,
        row: &[Value],
        counter: &mut Counter,
    ) -> Result<(), Refusal> {
        match writer.counter() {
            Some(place) if row[place].is_known() => self.follow(writer, place, &row[place], counter),
            _ => Ok(()),
        }
    }

    fn follow(&mut self, writer: &Writer, place: usize, value: &Value, counter: &mut Counter) -> Result<(), Refusal> {
        let Some(value) = convert::integer(value).and_then(|value| u64::try_from(value).ok()) else { return Ok(()) };
        let next = value.saturating_add(1).min(largest(writer, place).saturating_add(1));
        let table = self.current(writer)?;
        table.next_auto_increment = table.next_auto_increment.max(next);
        if next > counter.next {
            counter.next = next.min(counter.end);
        }
        Ok(())
    }

    /// `InnoDB`'s counter follows a value that an update gives.
    pub(super) fn follow_update(&mut self, writer: &Writer, old: &[Value], new: &[Value]) -> Result<(), Refusal> {
        let Some(place) = writer.counter().filter(|place| old[*place] != new[*place]) else { return Ok(()) };
        if !writer.table.is_transactional() {
            return Ok(());
        }
        self.follow(writer, place, &new[place], &mut Counter::default())
    }
}
