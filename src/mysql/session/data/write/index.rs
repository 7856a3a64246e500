//! What finds rows: unique keys, and the columns of foreign keys on both sides.

use crate::mysql::ast::IndexKind;
use crate::mysql::catalog::{Index, Key, KeyBytes, Keys, Row, RowNumber, Table, fold};
use crate::mysql::error::undecided;
use crate::mysql::session::Session;
use crate::mysql::session::data::collation::Collation;
use crate::mysql::session::data::evaluate::Frame;
use crate::mysql::session::data::plan::{Node, Reading};
use crate::mysql::session::data::query::{Found, Ordered, comparable, equalities};
use crate::mysql::value::Value;
use crate::run::Refusal;
use imbl::OrdMap;
use smol_str::{SmolStr, format_smolstr};
use std::sync::Arc;

/// Bytes that sort as values do: NULL first. None where the order is not known.
pub(in crate::mysql::session::data) fn key_part(value: &Value, collation: &Collation) -> Option<Vec<u8>> {
    let mut key = vec![1];
    match value {
        Value::Null => return Some(vec![0]),
        Value::Deferred(_) | Value::Unknown(_) => return None,
        Value::Int(number) => push_integer(i128::from(*number), &mut key),
        Value::UInt(number) => push_integer(i128::from(*number), &mut key),
        Value::Year(year) => push_integer(i128::from(*year), &mut key),
        Value::Label(label) => push_integer(i128::from(label.number), &mut key),
        Value::Decimal(decimal) => push_bytes(&decimal.sort_key(), &mut key),
        Value::Double(number) => push_double(*number, &mut key),
        Value::Float(number) => push_double(f64::from(*number), &mut key),
        Value::Text(text) if collation.is_binary() => push_bytes(text.as_bytes(), &mut key),
        Value::Text(text) => push_bytes(&collation.sort_key(text)?, &mut key),
        Value::Bytes(bytes) => push_bytes(bytes, &mut key),
        Value::Date(date) => push_integer(i128::from(date.to_number()), &mut key),
        Value::DateTime(moment) => {
            push_integer(i128::from(moment.date.to_number()), &mut key);
            push_integer(i128::from(moment.micros), &mut key);
        }
        Value::Time(time) => push_integer(time.signed_micros(), &mut key),
    }
    Some(key)
}

fn push_integer(number: i128, key: &mut Vec<u8>) {
    let shifted = number + (1 << 71);
    key.extend_from_slice(&shifted.to_be_bytes()[7..]);
}

fn push_double(number: f64, key: &mut Vec<u8>) {
    let bits = (if number == 0.0 { 0.0 } else { number }).to_bits();
    let sorted = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    key.extend_from_slice(&sorted.to_be_bytes());
}

/// A zero inside is told from the end.
fn push_bytes(bytes: &[u8], key: &mut Vec<u8>) {
    for byte in bytes {
        key.push(*byte);
        if *byte == 0 {
            key.push(0xff);
        }
    }
    key.extend_from_slice(&[0, 0]);
}

/// A column of an index: its place, how much of it, and how it compares.
#[derive(Debug, Clone)]
pub(super) struct IndexedColumn {
    pub place: usize,
    prefix: Option<u32>,
    collation: Collation,
}

/// An index: the columns of a unique key, or of a foreign key on one of its sides.
#[derive(Debug, Clone)]
pub(super) struct IndexSpec {
    pub name: SmolStr,
    pub columns: Vec<IndexedColumn>,
    pub unique: bool,
    signature: SmolStr,
}

/// What a row is found by.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Encoded {
    /// The bytes.
    Key(Vec<u8>),
    /// It has a NULL, which no unique key tells apart; or a drawn value, which is like no other.
    Alone,
    /// Why it is not known.
    NotKnown(String),
}

impl IndexedColumn {
    /// The part of a value that is indexed, as messages show it.
    pub fn shown(&self, text: &str) -> String {
        match self.prefix {
            Some(length) => text.chars().take(length as usize).collect(),
            None => text.to_owned(),
        }
    }
}

impl IndexSpec {
    fn new(name: SmolStr, table: &Table, columns: &[(&SmolStr, Option<u32>)], unique: bool) -> Option<Self> {
        let mut indexed = Vec::with_capacity(columns.len());
        for (name, prefix) in columns {
            let (place, column) = table.column(name)?;
            let collation = column.column_type.collation.as_deref().map_or_else(Collation::binary, Collation::named);
            indexed.push(IndexedColumn { place, prefix: *prefix, collation });
        }
        let parts: Vec<String> = indexed
            .iter()
            .map(|column| format!("{}:{:?}:{}", column.place, column.prefix, column.collation.name))
            .collect();
        let signature = format_smolstr!("{unique}{}", parts.join(","));
        Some(Self { name, columns: indexed, unique, signature })
    }

    /// The indexes of a table's unique keys.
    pub fn unique_keys(table: &Table) -> Vec<Self> {
        let unique = table.keys.iter().filter(|key| matches!(key.kind, IndexKind::Primary | IndexKind::Unique));
        unique
            .filter_map(|key| {
                let columns: Vec<(&SmolStr, Option<u32>)> =
                    key.columns.iter().map(|column| (&column.column, column.prefix)).collect();
                Self::new(key.name.clone(), table, &columns, true)
            })
            .collect()
    }

    /// The index of columns by which rows are looked up for a foreign key.
    pub fn of_reference(table: &Table, columns: &[SmolStr]) -> Option<Self> {
        let columns: Vec<(&SmolStr, Option<u32>)> = columns.iter().map(|name| (name, None)).collect();
        let name = columns.iter().map(|(name, _)| fold(name).to_string()).collect::<Vec<_>>().join(",");
        Self::new(format_smolstr!("({name})"), table, &columns, false)
    }

    /// What a row is found by.
    pub fn encode(&self, row: &[Value]) -> Encoded {
        let mut key = Vec::new();
        let mut alone = false;
        for column in &self.columns {
            let Some(value) = row.get(column.place) else {
                return Encoded::NotKnown("the row has another shape".into());
            };
            match value {
                Value::Null => {
                    alone = true;
                    key.push(0);
                }
                Value::Deferred(deferred) if deferred.draw.is_some() => return Encoded::Alone,
                value => match key_part(&prefixed(value, column.prefix), &column.collation) {
                    Some(part) => key.extend(part),
                    None => {
                        return Encoded::NotKnown(
                            value
                                .why_not_known()
                                .unwrap_or_else(|| "how the collation compares these characters is not known".into()),
                        );
                    }
                },
            }
        }
        if alone { Encoded::Alone } else { Encoded::Key(key) }
    }

    /// How many rows of a table are in the index.
    pub fn count(&self, table: &Table) -> usize {
        table.rows.index(&self.name, &self.signature).map_or(0, |index| index.entries.len())
    }

    /// What a row is put into the index by.
    fn entry(&self, row: &[Value], number: RowNumber) -> Option<KeyBytes> {
        match self.encode(row) {
            Encoded::Key(mut key) => {
                if !self.unique {
                    key.extend_from_slice(&number.to_be_bytes());
                }
                Some(key.into())
            }
            Encoded::Alone | Encoded::NotKnown(_) => None,
        }
    }
}

fn prefixed(value: &Value, prefix: Option<u32>) -> Value {
    match (value, prefix) {
        (Value::Text(text), Some(length)) => {
            text.char_indices().nth(length as usize).map_or_else(|| value.clone(), |(at, _)| Value::text(&text[..at]))
        }
        (Value::Bytes(bytes), Some(length)) if bytes.len() > length as usize => Value::bytes(&bytes[..length as usize]),
        _ => value.clone(),
    }
}

/// What a row is put into all indexes by.
pub(super) fn keys(specs: &[IndexSpec], row: &[Value], number: RowNumber) -> Keys {
    specs.iter().map(|spec| (spec.name.clone(), spec.entry(row, number))).collect()
}

/// Makes the indexes that are not there.
pub(super) fn ensure(table: &mut Table, specs: &[IndexSpec]) {
    let names: Vec<SmolStr> = specs.iter().map(|spec| spec.name.clone()).collect();
    table.rows.retain_indexes(&names);
    for spec in specs {
        if table.rows.index(&spec.name, &spec.signature).is_none() {
            let entries: OrdMap<KeyBytes, RowNumber> =
                table.rows.numbered().filter_map(|(number, row)| Some((spec.entry(row, number)?, number))).collect();
            let index = Index { signature: spec.signature.clone(), entries };
            table.rows.add_index(spec.name.clone(), index);
        }
    }
}

/// The rows that an index finds by a key.
pub(super) fn find(table: &Table, spec: &IndexSpec, key: &[u8]) -> Vec<RowNumber> {
    let Some(index) = table.rows.index(&spec.name, &spec.signature) else { return Vec::new() };
    if spec.unique {
        return index.entries.get(key).copied().into_iter().collect();
    }
    let start: KeyBytes = key.into();
    let found =
        index.entries.range(start..).take_while(|(entry, _)| entry.starts_with(key) && entry.len() == key.len() + 8);
    found.map(|(_, number)| *number).collect()
}

impl Session {
    /// The one row that a condition asks for by a unique key; none where it does not.
    pub(in crate::mysql::session::data) fn rows_of_key(
        &mut self,
        database: &str,
        table: &Arc<Table>,
        filter: Option<&Node>,
        outer: Option<&Frame<'_>>,
    ) -> Result<Option<Vec<Row>>, Refusal> {
        let found = self.numbers_of_key(database, table, filter, outer)?;
        Ok(found.map(|numbers| numbers.into_iter().filter_map(|number| table.rows.get(number).cloned()).collect()))
    }

    pub(super) fn numbers_of_key(
        &mut self,
        database: &str,
        table: &Arc<Table>,
        filter: Option<&Node>,
        outer: Option<&Frame<'_>>,
    ) -> Result<Option<Vec<RowNumber>>, Refusal> {
        let Some(filter) = filter else { return Ok(None) };
        if table.rows.len() < 8 {
            return Ok(None);
        }
        let mut asked = Vec::new();
        equalities(filter, &mut asked);
        if asked.is_empty() {
            return Ok(None);
        }
        for spec in IndexSpec::unique_keys(table) {
            let mut row = vec![Value::Null; table.columns.len()];
            let mut complete = true;
            for column in &spec.columns {
                let Some((_, node, fixed)) = asked.iter().find(|(index, ..)| *index == column.place) else {
                    complete = false;
                    break;
                };
                let value = self.compute(fixed, &Frame::of(&[], outer))?;
                complete &= column.prefix.is_none() && value.is_known() && comparable(&value, &node.ty);
                row[column.place] = value;
            }
            let Encoded::Key(key) = spec.encode(&row) else { continue };
            if !complete {
                continue;
            }
            let Some(current) = self.catalog.table_mut(database, &table.name) else { continue };
            let unknown = table.rows.iter().take(0).next().is_some();
            if unknown || current.rows.len() != table.rows.len() {
                continue;
            }
            let specs = IndexSpec::unique_keys(current);
            if current.rows.index(&spec.name, &spec.signature).is_none() {
                add_missing(current, &specs);
            }
            // Rows whose keys are not known could be meant too.
            let indexed = current.rows.index(&spec.name, &spec.signature).map_or(0, |index| index.entries.len());
            if indexed == current.rows.len() {
                return Ok(Some(find(current, &spec, &key)));
            }
        }
        Ok(None)
    }
}

/// All rows of a table as the server reads them: in the order of the key by which it stores them.
pub(in crate::mysql::session::data) fn scan(table: &Arc<Table>, reading: &Reading) -> Found {
    let numbered = scan_numbered(table, reading);
    let order = if numbered.0.len() < 2 { Ordered::Known } else { numbered.1 };
    Found { rows: numbered.0.into_iter().map(|(_, row)| row).collect(), order }
}

/// Makes missing indexes without dropping others.
pub(super) fn add_missing(table: &mut Table, specs: &[IndexSpec]) {
    for spec in specs {
        if table.rows.index(&spec.name, &spec.signature).is_none() {
            let entries: OrdMap<KeyBytes, RowNumber> =
                table.rows.numbered().filter_map(|(number, row)| Some((spec.entry(row, number)?, number))).collect();
            table.rows.add_index(spec.name.clone(), Index { signature: spec.signature.clone(), entries });
        }
    }
}

/// All rows of a table with their numbers, as the server reads them.
pub(super) fn scan_numbered(table: &Table, reading: &Reading) -> (Vec<(RowNumber, Row)>, Ordered) {
    let in_order = || table.rows.numbered().map(|(number, row)| (number, Row::clone(row))).collect::<Vec<_>>();
    if !table.is_transactional() || table.partitioning.is_some() {
        return (in_order(), Ordered::Unknown);
    }
    let clustered = clustered(table);
    let order = stored_order(table, clustered.as_ref(), reading);
    let Some(spec) = clustered else { return (in_order(), order) };
    if let Some(index) = table.rows.index(&spec.name, &spec.signature)
        && index.entries.len() == table.rows.len()
    {
        let sorted = index.entries.values().filter_map(|number| Some((*number, table.rows.get(*number)?.clone())));
        return (sorted.collect(), order);
    }
    let mut keyed = Vec::with_capacity(table.rows.len());
    for (number, row) in table.rows.numbered() {
        match spec.encode(row) {
            Encoded::Key(key) => keyed.push((key, number, Row::clone(row))),
            _ => return (in_order(), Ordered::Unknown),
        }
    }
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    (keyed.into_iter().map(|(_, number, row)| (number, row)).collect(), order)
}

/// Rows come in the order in which they are stored, unless the server reads them from another key: one that has all the columns it needs,
/// or one that finds those of `WHERE`.
fn stored_order(table: &Table, clustered: Option<&IndexSpec>, reading: &Reading) -> Ordered {
    let stored: Vec<usize> =
        clustered.map(|spec| spec.columns.iter().map(|column| column.place).collect()).unwrap_or_default();
    let place = |name: &SmolStr| table.column(name).map(|(place, _)| place);
    let tempts = |key: &Key| {
        let places: Vec<usize> = key.columns.iter().filter_map(|column| place(&column.column)).collect();
        let finds = places.first().is_none_or(|first| reading.sought.contains(first));
        let covers = match &reading.used {
            Some(used) => used.iter().all(|place| places.contains(place) || stored.contains(place)),
            None => true,
        };
        finds || covers
    };
    let mut others = table.keys.iter().filter(|key| {
        let is_clustered = clustered.is_some_and(|spec| spec.name == key.name);
        !is_clustered && !matches!(key.kind, IndexKind::FullText | IndexKind::Spatial)
    });
    let descends = table.keys.iter().any(|key| {
        clustered.is_some_and(|spec| spec.name == key.name) && key.columns.iter().any(|column| column.descending)
    });
    if descends || others.any(tempts) { Ordered::Unknown } else { Ordered::Known }
}

/// The key by which `InnoDB` stores rows: the primary one, or the first unique one without NULLs.
fn clustered(table: &Table) -> Option<IndexSpec> {
    let not_null = |name: &SmolStr| table.column(name).is_some_and(|(_, column)| !column.nullable);
    let fits = |key: &&Key| match key.kind {
        IndexKind::Primary => true,
        IndexKind::Unique => key.columns.iter().all(|column| column.prefix.is_none() && not_null(&column.column)),
        _ => false,
    };
    let key = table.keys.iter().find(|key| key.kind == IndexKind::Primary).or_else(|| table.keys.iter().find(fits))?;
    IndexSpec::unique_keys(table).into_iter().find(|spec| spec.name == key.name)
}

/// A table whose rows are not known cannot be searched.
pub(super) fn refuse_unknown(table: &Table) -> Result<(), Refusal> {
    match table.rows.unknown() {
        Some(reason) => Err(undecided(reason.to_string())),
        None => Ok(()),
    }
}
