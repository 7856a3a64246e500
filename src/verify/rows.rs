//! Rows of both databases, as multisets.

#[cfg(any(feature = "mysql", feature = "sqlite"))]
use std::collections::BTreeMap;

/// How many differing rows of each side a report shows.
const SHOWN: usize = 5;

/// A table, or a sequence, that does not hold the same.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RowDifference {
    /// Its qualified name.
    pub table: String,
    /// How many rows only the history has.
    pub only_history: u64,
    /// How many rows only the baseline has.
    pub only_baseline: u64,
    /// The first of those that only the history has.
    pub history: Vec<String>,
    /// The first of those that only the baseline has.
    pub baseline: Vec<String>,
}

/// What was compared, and what differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Rows {
    /// Tables compared.
    pub tables: usize,
    /// Rows compared, as counted in the history.
    pub rows: u64,
    /// Sequences compared.
    pub sequences: usize,
    /// Columns whose values were not compared, as `table.column`.
    pub masked: Vec<String>,
    /// What differs.
    pub differences: Vec<RowDifference>,
}

impl RowDifference {
    /// No difference yet.
    pub(super) fn of(table: &str) -> Self {
        Self { table: table.into(), only_history: 0, only_baseline: 0, history: Vec::new(), baseline: Vec::new() }
    }

    /// One more row that only the history has.
    pub(super) fn add_history(&mut self, row: String) {
        self.only_history += 1;
        if self.history.len() < SHOWN {
            self.history.push(row);
        }
    }

    /// One more row that only the baseline has.
    pub(super) fn add_baseline(&mut self, row: String) {
        self.only_baseline += 1;
        if self.baseline.len() < SHOWN {
            self.baseline.push(row);
        }
    }
}

/// The rows of a table as texts, and how often each occurs.
#[cfg(any(feature = "mysql", feature = "sqlite"))]
pub(super) type Multiset = BTreeMap<String, u64>;

#[cfg(any(feature = "mysql", feature = "sqlite"))]
impl Rows {
    /// Compares the rows of one table.
    pub(super) fn compare(&mut self, table: &str, history: &Multiset, baseline: &Multiset) {
        self.tables += 1;
        self.rows += history.values().sum::<u64>();
        let mut difference = RowDifference::of(table);
        surplus(history, baseline).for_each(|row| difference.add_history(row.clone()));
        surplus(baseline, history).for_each(|row| difference.add_baseline(row.clone()));
        if difference.only_history + difference.only_baseline > 0 {
            self.differences.push(difference);
        }
    }
}

/// Each row of the one as often as it is missing in the other.
#[cfg(any(feature = "mysql", feature = "sqlite"))]
fn surplus<'a>(one: &'a Multiset, other: &'a Multiset) -> impl Iterator<Item = &'a String> {
    one.iter().flat_map(|(row, count)| {
        let surplus = count.saturating_sub(other.get(row).copied().unwrap_or_default());
        std::iter::repeat_n(row, usize::try_from(surplus).unwrap_or(usize::MAX))
    })
}
