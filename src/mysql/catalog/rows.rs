//! Rows, and what finds them.

use crate::mysql::value::Value;
use imbl::OrdMap;
use smol_str::SmolStr;
use std::sync::Arc;

/// A row: a value for each column of its table, in the table's order.
pub type Row = Arc<[Value]>;

/// A row by a number of its own, which grows in the order of writing.
pub type RowNumber = u64;

/// What a key finds rows by: bytes that sort as the key's values do, and, where rows may share them, the row's number behind them.
pub type KeyBytes = Arc<[u8]>;

/// The rows of a table, as far as they are known. A copy is O(1).
#[derive(Debug, Clone, Default)]
pub struct Rows {
    known: OrdMap<RowNumber, Row>,
    next: RowNumber,
    unknown: Option<Arc<str>>,
    indexes: OrdMap<SmolStr, Index>,
}

/// What finds the rows of a table by a key.
#[derive(Debug, Clone)]
pub struct Index {
    /// Of what it is made; an index of something else has to be made anew.
    pub signature: SmolStr,
    /// Row numbers by key.
    pub entries: OrdMap<KeyBytes, RowNumber>,
}

/// What a row is found by in each index; none where it has a NULL in a unique key.
pub type Keys = Vec<(SmolStr, Option<KeyBytes>)>;

impl Rows {
    /// Rows in the order of writing, and why there may be others, where that is so.
    pub fn new(rows: impl IntoIterator<Item = Row>, unknown: Option<Arc<str>>) -> Self {
        let known: OrdMap<RowNumber, Row> = (0u64..).zip(rows).collect();
        let next = known.get_max().map_or(0, |(last, _)| last + 1);
        Self { known, next, unknown, indexes: OrdMap::new() }
    }

    /// The known ones in the order of writing.
    pub fn iter(&self) -> impl Iterator<Item = &Row> {
        self.known.iter().map(|(_, row)| row)
    }

    /// The known ones with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (RowNumber, &Row)> {
        self.known.iter().map(|(number, row)| (*number, row))
    }

    /// A row by its number.
    pub fn get(&self, number: RowNumber) -> Option<&Row> {
        self.known.get(&number)
    }

    /// How many are known.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// None is known.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Why there may be others or these may be different, where that is so.
    pub fn unknown(&self) -> Option<&Arc<str>> {
        self.unknown.as_ref()
    }

    /// From now on nobody knows what is in it.
    pub fn forget(&mut self, reason: impl Into<Arc<str>>) {
        self.unknown.get_or_insert(reason.into());
    }

    /// An index that fits.
    pub fn index(&self, name: &str, signature: &str) -> Option<&Index> {
        self.indexes.get(name).filter(|index| index.signature == signature)
    }

    /// Puts an index of all rows in.
    pub fn add_index(&mut self, name: SmolStr, index: Index) {
        self.indexes.insert(name, index);
    }

    /// The indexes that rows are put into: all others are gone at the next change.
    pub fn retain_indexes(&mut self, names: &[SmolStr]) {
        let gone: Vec<SmolStr> = self.indexes.keys().filter(|name| !names.contains(name)).cloned().collect();
        for name in gone {
            self.indexes.remove(&name);
        }
    }

    /// Puts a row behind the others, with its keys in all indexes that were retained.
    pub fn insert(&mut self, row: Row, keys: impl FnOnce(RowNumber) -> Keys) -> RowNumber {
        let number = self.next;
        self.next += 1;
        self.enter(number, keys(number));
        self.known.insert(number, row);
        number
    }

    /// Puts a row in the place of another.
    pub fn replace(&mut self, number: RowNumber, row: Row, old: Keys, new: Keys) {
        self.leave(old);
        self.enter(number, new);
        self.known.insert(number, row);
    }

    /// Takes a row out.
    pub fn remove(&mut self, number: RowNumber, keys: Keys) {
        self.leave(keys);
        self.known.remove(&number);
    }

    fn enter(&mut self, number: RowNumber, keys: Keys) {
        for (name, key) in keys {
            if let (Some(index), Some(key)) = (self.indexes.get_mut(&name), key) {
                index.entries.insert(key, number);
            }
        }
    }

    fn leave(&mut self, keys: Keys) {
        for (name, key) in keys {
            if let (Some(index), Some(key)) = (self.indexes.get_mut(&name), key) {
                index.entries.remove(&key);
            }
        }
    }
}
