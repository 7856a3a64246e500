//! The rows that an `INSERT` is about to write: nothing is written before all is known about all of them, so that nothing has to be
//! taken back, and no snapshot makes the large maps behind a table be copied.

use super::evaluate::Evaluator;
use super::plan::{TablePlan, UniqueKey};
use super::unique::{self, Key};
use crate::postgres::catalog::{Contents, Keys, ObjectId, Row, Rows};
use crate::postgres::replay::session::Session;
use crate::run::Refusal;
use std::collections::BTreeMap;

/// What an `INSERT` writes.
#[derive(Debug)]
pub(super) struct Addition {
    /// How many rows there were before: a row from here on is the statement's own.
    pub(super) first_new: usize,
    /// Rows that were there, by position, that it gives other values.
    pub(super) updated: BTreeMap<usize, Row>,
    /// Keys that rows which were there give up, and those that they get.
    moves: Vec<Move>,
    rows: Vec<Row>,
    /// The keys of the new rows: for each row, one for each of the plan's unique indexes.
    candidates: Vec<Key>,
    /// The same by hash, of the first rows only: a statement of one row needs none.
    keys: Vec<Keys>,
    recorded: usize,
}

/// A row that was there gets another key.
#[derive(Debug)]
struct Move {
    /// The number of the key in the plan.
    number: usize,
    position: u32,
    before: Key,
    after: Key,
}

impl Addition {
    /// Nothing yet, behind that many rows.
    pub(super) fn new(plan: &TablePlan, first_new: usize) -> Self {
        Self {
            first_new,
            updated: BTreeMap::new(),
            moves: Vec::new(),
            rows: Vec::new(),
            candidates: Vec::new(),
            keys: vec![Keys::default(); plan.keys.len()],
            recorded: 0,
        }
    }

    /// Adds a row, with its key for each of the plan's unique indexes.
    pub(super) fn push(&mut self, row: Row, candidates: impl IntoIterator<Item = Key>) {
        // The keys of a table's first rows become the table's own, and need not be kept apart.
        if self.first_new == 0 {
            let position = position(self.rows.len());
            let keys = self.keys.iter_mut().zip(candidates);
            keys.for_each(|(keys, candidate)| unique::record(keys, &candidate, position));
            self.recorded += 1;
        } else {
            self.candidates.extend(candidates);
        }
        self.rows.push(row);
    }

    /// How many rows are written.
    pub(super) fn len(&self) -> usize {
        self.rows.len() + self.updated.len()
    }

    /// The rows that are written: those that were there, then the new ones.
    pub(super) fn written(&self) -> impl Iterator<Item = &Row> {
        self.updated.values().chain(&self.rows)
    }

    /// The position of the row that has the same key already, `stored` being the keys of the rows that were there; `number` is that of the
    /// key in the plan.
    pub(super) fn conflict(
        &mut self,
        (number, key): (usize, &UniqueKey),
        stored: &Keys,
        candidate: &Key,
    ) -> Result<Option<u32>, Refusal> {
        let moved = |of: fn(&Move) -> &Key| {
            let mut moves = self.moves.iter().filter(|moved| moved.number == number);
            moves.rfind(|moved| of(moved) == candidate && matches!(candidate, Key::Known(_)))
        };
        if let Some(taken) = moved(|moved| &moved.after) {
            return Ok(Some(taken.position));
        }
        let given_up = moved(|moved| &moved.before).map(|moved| moved.position);
        let found = unique::conflict(key, [stored, self.own_keys(number)], candidate)?;
        Ok(found.filter(|position| Some(*position) != given_up))
    }

    /// Gives a row that was there another key of the plan, after it was found to be free.
    pub(super) fn move_key(&mut self, number: usize, position: usize, before: Key, after: Key) {
        self.moves.push(Move { number, position: self::position(position), before, after });
    }

    /// The new rows' keys of a unique index of the plan.
    pub(super) fn own_keys(&mut self, number: usize) -> &Keys {
        self.record();
        &self.keys[number]
    }

    /// Takes the keys of the rows that came since the last time into the maps.
    fn record(&mut self) {
        let width = self.keys.len();
        while self.recorded < self.rows.len() {
            let position = position(self.first_new + self.recorded);
            let row = &self.candidates[self.recorded * width..][..width];
            self.keys.iter_mut().zip(row).for_each(|(keys, candidate)| unique::record(keys, candidate, position));
            self.recorded += 1;
        }
    }

    /// Writes.
    fn write(mut self, plan: &TablePlan, rows: &mut Rows) {
        for (position, row) in std::mem::take(&mut self.updated) {
            rows.set(position, row);
        }
        if self.first_new == 0 {
            self.write_first_keys(plan, rows);
        } else {
            self.write_more_keys(plan, rows);
        }
        self.rows.into_iter().for_each(|row| rows.push(row));
    }

    /// The keys of the first rows of a table are taken as they are: twice a map of millions would be too much.
    fn write_first_keys(&mut self, plan: &TablePlan, rows: &mut Rows) {
        self.record();
        for (key, own) in plan.keys.iter().zip(std::mem::take(&mut self.keys)) {
            *rows.keys_mut(key.index) = own;
        }
    }

    fn write_more_keys(&self, plan: &TablePlan, rows: &mut Rows) {
        for (number, key) in plan.keys.iter().enumerate() {
            let keys = rows.keys_mut(key.index);
            for moved in self.moves.iter().filter(|moved| moved.number == number) {
                unique::forget(keys, &moved.before);
                unique::record(keys, &moved.after, moved.position);
            }
            let own = self.candidates.iter().skip(number).step_by(plan.keys.len());
            own.zip(self.first_new..).for_each(|(candidate, at)| unique::record(keys, candidate, position(at)));
        }
    }
}

/// A position as an index keeps it.
fn position(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

impl Session {
    /// Sees to it that the keys of all unique indexes of a table are known.
    pub(super) fn prepare_keys(&mut self, plan: &TablePlan) -> Result<(), Refusal> {
        for key in &plan.keys {
            if self.stored_keys(plan.id, key.index).is_none() {
                let rows = self.catalog.contents(plan.id).and_then(Contents::rows).cloned().unwrap_or_default();
                let keys = Evaluator { session: self }.keys_of(plan, key, &rows)?;
                *self.catalog.contents_mut(plan.id).last_known_mut().keys_mut(key.index) = keys;
            }
        }
        Ok(())
    }

    /// The keys of a unique index, where they have been computed.
    pub(super) fn stored_keys(&self, table: ObjectId, index: ObjectId) -> Option<&Keys> {
        self.catalog.contents(table).and_then(Contents::rows).and_then(|rows| rows.keys(index))
    }

    /// Writes what an `INSERT` has made ready.
    pub(super) fn write(&mut self, plan: &TablePlan, addition: Addition) {
        self.affected_rows = addition.len();
        addition.write(plan, self.catalog.contents_mut(plan.id).last_known_mut());
    }
}
