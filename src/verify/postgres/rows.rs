//! The rows of both databases, as multisets: tables by hash first, row by row only where the hashes differ.

use crate::engine::EngineError;
use crate::engine::postgres::Database;
use crate::verify::{RowDifference, Rows};
use postgres::fallible_iterator::FallibleIterator;
use postgres::{Client, Row, RowIter};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Values are written the same way whatever the settings of the database say.
const SETTINGS: &str = "SET search_path TO ''; SET DateStyle TO ISO; SET IntervalStyle TO postgres; SET TimeZone TO UTC; \
                        SET bytea_output TO hex; SET extra_float_digits TO 1";

/// Tables with rows of their own (leaves of partitioned ones too) and filled materialised views, with their columns.
const TABLES: &str = "
SELECT c.oid::regclass::text, array_agg(a.attname::text ORDER BY a.attname) FILTER (WHERE a.attname IS NOT NULL)
  FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
 WHERE c.oid >= 16384 AND (c.relkind = 'r' OR c.relkind = 'm' AND c.relispopulated) AND c.relpersistence <> 't'
   AND c.relnamespace <> 'information_schema'::regnamespace
 GROUP BY c.oid";

const SEQUENCES: &str = "
SELECT c.oid::regclass::text FROM pg_class c WHERE c.oid >= 16384 AND c.relkind = 'S' AND c.relpersistence <> 't'";

/// Compares all rows besides those of tables in `ignored`, and all values besides those of `volatile` columns. Tables and
/// columns that only one side has are for the comparison of catalogs to tell.
pub fn compare(
    history: &Database,
    baseline: &Database,
    volatile: &BTreeSet<(String, String)>,
    ignored: &BTreeSet<String>,
) -> Result<Rows, EngineError> {
    let mut pair = Pair { history: connect(history)?, baseline: connect(baseline)? };
    let mut rows = Rows::default();
    let (left, mut right) = (tables(&mut pair.history)?, tables(&mut pair.baseline)?);
    for (table, columns) in left.into_iter().filter(|(table, _)| !ignored.contains(table)) {
        let Some(others) = right.remove(&table) else { continue };
        let shared = columns.into_iter().filter(|column| others.contains(column));
        let (masked, columns): (Vec<_>, Vec<_>) =
            shared.partition(|column| volatile.contains(&(table.clone(), column.clone())));
        rows.masked.extend(masked.iter().map(|column| format!("{table}.{column}")));
        pair.compare_table(&table, &columns, &mut rows)?;
    }
    pair.compare_sequences(ignored, &mut rows)?;
    Ok(rows)
}

fn connect(database: &Database) -> Result<Client, EngineError> {
    let mut client = database.connect()?;
    client.batch_execute(SETTINGS)?;
    Ok(client)
}

fn tables(client: &mut Client) -> Result<BTreeMap<String, Vec<String>>, EngineError> {
    let rows = client.query(TABLES, &[])?;
    Ok(rows.iter().map(|row| (row.get(0), row.get::<_, Option<_>>(1).unwrap_or_default())).collect())
}

struct Pair {
    history: Client,
    baseline: Client,
}

impl Pair {
    fn compare_table(&mut self, table: &str, columns: &[String], rows: &mut Rows) -> Result<(), EngineError> {
        let texts = row_texts(table, columns);
        // A sum of hashes does not depend on the order, and takes no memory; two of 64 bits leave no room for chance.
        let digest = format!(
            "SELECT count(*), sum(hashtextextended(t.row, 0))::text, sum(hashtextextended(t.row, 1))::text FROM ({texts}) t"
        );
        let left = Digest::from(self.history.query_one(&digest, &[])?);
        let right = Digest::from(self.baseline.query_one(&digest, &[])?);
        rows.tables += 1;
        rows.rows += left.count.unsigned_abs();
        if left != right {
            rows.differences.push(self.differing_rows(table, &texts)?);
        }
        Ok(())
    }

    /// Merges the sorted rows of both sides, one at a time.
    fn differing_rows(&mut self, table: &str, texts: &str) -> Result<RowDifference, EngineError> {
        let sorted = format!("SELECT t.row FROM ({texts}) t ORDER BY t.row COLLATE \"C\"");
        let mut left = Stream::of(self.history.query_raw(&sorted, NO_PARAMETERS)?)?;
        let mut right = Stream::of(self.baseline.query_raw(&sorted, NO_PARAMETERS)?)?;
        let mut difference = RowDifference::of(table);
        loop {
            // Nothing is greater than any row, so that the other side is emptied first.
            let order = match (&left.row, &right.row) {
                (None, None) => return Ok(difference),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(left), Some(right)) => left.cmp(right),
            };
            match order {
                Ordering::Less => left.advance()?.into_iter().for_each(|row| difference.add_history(row)),
                Ordering::Greater => right.advance()?.into_iter().for_each(|row| difference.add_baseline(row)),
                Ordering::Equal => drop((left.advance()?, right.advance()?)),
            }
        }
    }

    fn compare_sequences(&mut self, ignored: &BTreeSet<String>, rows: &mut Rows) -> Result<(), EngineError> {
        let (left, right) = (sequences(&mut self.history)?, sequences(&mut self.baseline)?);
        for (name, state) in left.into_iter().filter(|(name, _)| !ignored.contains(name)) {
            let Some(other) = right.get(&name) else { continue };
            rows.sequences += 1;
            if state != *other {
                let mut difference = RowDifference::of(&name);
                difference.add_history(state);
                difference.add_baseline(other.clone());
                rows.differences.push(difference);
            }
        }
        Ok(())
    }
}

const NO_PARAMETERS: [&str; 0] = [];

/// SQL for each row of a table as one text: JSON by column name, of values as the server writes them.
fn row_texts(table: &str, columns: &[String]) -> String {
    let quoted = columns.iter().map(|column| format!("\"{}\"", column.replace('"', "\"\"")));
    let values: Vec<String> = quoted.map(|column| format!("{column}::text AS {column}")).collect();
    // `r.*` is the row even where there is a column `r`.
    format!("SELECT row_to_json(r.*)::text AS row FROM (SELECT {} FROM ONLY {table}) r", values.join(", "))
}

/// What each sequence would give next.
fn sequences(client: &mut Client) -> Result<BTreeMap<String, String>, EngineError> {
    let mut states = BTreeMap::new();
    for row in client.query(SEQUENCES, &[])? {
        let name: String = row.get(0);
        let sql = format!("SELECT row_to_json(s)::text FROM (SELECT last_value, is_called FROM {name}) s");
        states.insert(name, client.query_one(&sql, &[])?.get(0));
    }
    Ok(states)
}

#[derive(PartialEq, Eq)]
struct Digest {
    count: i64,
    hashes: [Option<String>; 2],
}

impl From<Row> for Digest {
    fn from(row: Row) -> Self {
        Self { count: row.get(0), hashes: [row.get(1), row.get(2)] }
    }
}

/// Rows as they come, with the next one in sight.
struct Stream<'a> {
    rows: RowIter<'a>,
    row: Option<String>,
}

impl<'a> Stream<'a> {
    fn of(rows: RowIter<'a>) -> Result<Self, EngineError> {
        let mut stream = Self { rows, row: None };
        stream.advance()?;
        Ok(stream)
    }

    /// Takes the row in sight.
    fn advance(&mut self) -> Result<Option<String>, EngineError> {
        let next = self.rows.next()?.map(|row| row.get(0));
        Ok(std::mem::replace(&mut self.row, next))
    }
}
