//! Keys: what they may hold, their names, their order.

use super::Session;
use super::draft::{Draft, DraftColumn, DraftKey, KeyOrder};
use crate::mysql::ast::{DataType, IndexDefinition, IndexKind, IndexOption, KeyPart, KeyPartValue};
use crate::mysql::catalog::{Column, ColumnType, Key, KeyColumn, TableOptions, fold, string};
use crate::mysql::error::failure;
use crate::run::Refusal;
use smol_str::{SmolStr, format_smolstr};
use std::collections::{BTreeMap, BTreeSet};

/// The name of every primary key.
pub(super) const PRIMARY: &str = "PRIMARY";

/// What an engine's keys may hold, in bytes.
#[derive(Debug, Clone, Copy)]
struct Limits {
    column: u32,
    key: u32,
}

impl Limits {
    fn of(options: &TableOptions) -> Self {
        match options.engine.as_str() {
            "MyISAM" | "MRG_MyISAM" => Self { column: 1000, key: 1000 },
            "Aria" => Self { column: 2000, key: 2000 },
            _ => Self { column: 3072, key: 3072 },
        }
    }
}

impl Session {
    /// A key as it is written.
    pub(super) fn read_key(&self, written: &IndexDefinition) -> DraftKey {
        let name = written.name.as_ref().or(written.constraint.as_ref()).map(|name| name.text.clone());
        DraftKey {
            kind: written.kind,
            name: name.filter(|_| written.kind != IndexKind::Primary),
            columns: written.parts.iter().map(|part| self.read_part(part)).collect(),
            generated: false,
            options: written_options(&written.options),
            ignored: written.options.contains(&IndexOption::Ignored(true)),
        }
    }

    /// A column of a key as it is written.
    pub(super) fn read_part(&self, part: &KeyPart) -> KeyColumn {
        let (column, prefix, expr) = match &part.value {
            KeyPartValue::Column(name, prefix) => (name.text.clone(), *prefix, None),
            KeyPartValue::Expr(expr) => (SmolStr::default(), None, Some(self.written(expr.span, expr))),
        };
        KeyColumn { column, prefix, descending: part.descending, without_overlaps: part.without_overlaps, expr }
    }

    /// Names the keys of a draft, checks them against its columns, and sorts them.
    pub(super) fn finish_keys(&self, draft: &mut Draft, options: &TableOptions) -> Result<Vec<Key>, Refusal> {
        let drafts = std::mem::take(&mut draft.keys);
        let redundant = redundant(&drafts)?;
        check_count(&drafts)?;
        let repeated = drafts.iter().find_map(repeated_column);
        let mut sized = Vec::new();
        for (place, key) in drafts.into_iter().enumerate() {
            if redundant.contains(&place) {
                check_key_columns(&key, draft)?;
            } else {
                let name = key.name.clone();
                let key = self.sized_key(key, draft, options)?;
                // As it is now: a primary key that comes later makes its columns `NOT NULL` too late for this one's place.
                sized.push((name, is_nullable(&key, draft), key));
            }
        }
        let mut keys: Vec<Key> = Vec::new();
        let mut nullable: BTreeMap<SmolStr, bool> = BTreeMap::new();
        for (name, null, key) in sized {
            let name = key_name(name.as_ref(), &key, &keys)?;
            nullable.insert(name.clone(), null);
            keys.push(Key { name, ..key });
        }
        if let Some(name) = repeated {
            return Err(failure("1060", format!("Duplicate column name '{name}'")));
        }
        check_auto_increment(draft, &keys, options)?;
        check_hashed(draft, &keys)?;
        if draft.key_order == KeyOrder::Sorted {
            keys.sort_by_key(|key| rank(key, nullable.get(&key.name).copied().unwrap_or(false)));
        }
        Ok(keys)
    }

    /// A key whose columns are looked at, without its name.
    fn sized_key(&self, key: DraftKey, draft: &mut Draft, options: &TableOptions) -> Result<Key, Refusal> {
        let mut sized = Key {
            name: SmolStr::default(),
            kind: key.kind,
            columns: key.columns,
            generated: key.generated,
            hashed: false,
            options: key.options,
            ignored: key.ignored,
        };
        let limits = Limits::of(options);
        let mut bytes = 0;
        for place in 0..sized.columns.len() {
            bytes += self.sized_column(&mut sized, place, draft, limits)?;
            if sized.kind != IndexKind::FullText && bytes > limits.key {
                self.too_long(&mut sized, limits.key)?;
            }
        }
        for part in sized.columns.iter_mut().filter(|part| part.expr.is_none()) {
            // The server's name of the column, not the key's spelling of it.
            let found = draft.position(&part.column).map(|place| draft.columns[place].column.name.clone());
            part.column = found.unwrap_or_else(|| part.column.clone());
        }
        Ok(sized)
    }

    /// Checks one column of a key; the bytes that it takes of it.
    fn sized_column(&self, key: &mut Key, place: usize, draft: &mut Draft, limits: Limits) -> Result<u32, Refusal> {
        if key.columns[place].expr.is_some() || key.columns[place].without_overlaps {
            return Ok(0);
        }
        let name = key.columns[place].column.clone();
        let found = draft.position(&name).ok_or_else(|| missing_column(&name))?;
        let column = &mut draft.columns[found];
        if column.column.attributes.iter().any(|it| it.contains("COMPRESSED")) {
            return Err(failure("4097", format!("Compressed column '{name}' can't be used in key specification")));
        }
        match key.kind {
            IndexKind::FullText => {
                let collation = column.column.column_type.collation.clone();
                let first =
                    draft.position(&key.columns[0].column).map(|place| &draft.columns[place].column.column_type);
                let alike = first.is_none_or(|first| first.collation == collation);
                return fulltext_part(&mut key.columns[place], &draft.columns[found], alike);
            }
            IndexKind::Spatial => return self.spatial_part(column),
            IndexKind::Primary => primary_part(column)?,
            IndexKind::Unique | IndexKind::Plain => {}
        }
        self.sized_part(key, place, &column.column.column_type, limits)
    }

    fn sized_part(
        &self,
        key: &mut Key,
        place: usize,
        column_type: &ColumnType,
        limits: Limits,
    ) -> Result<u32, Refusal> {
        let per_character = self.bytes_per_character(column_type);
        let whole = storage(column_type, per_character);
        let data_type = &column_type.data_type;
        let part = &mut key.columns[place];
        let Some(prefix) = part.prefix.filter(|prefix| *prefix > 0) else {
            if !data_type.is_blob() {
                return self.within_column_limit(key, place, whole, per_character, limits);
            }
            return self.whole_blob(key, place, column_type, limits);
        };
        let bytes = prefix.saturating_mul(per_character);
        let is_string = data_type.is_blob()
            || matches!(
                data_type,
                DataType::Char(_) | DataType::Varchar(_) | DataType::Binary(_) | DataType::Varbinary(_)
            );
        if bytes == whole && !is_string && !data_type.is_character() {
            // All of a number's bytes are the number.
            part.prefix = None;
            return Ok(whole);
        }
        if !is_string || data_type.is_spatial() || (!data_type.is_blob() && bytes > whole) {
            return Err(wrong_prefix());
        }
        if bytes == whole && !data_type.is_blob() {
            part.prefix = None;
        }
        self.within_column_limit(key, place, bytes, per_character, limits)
    }

    /// `TEXT` without a length: MariaDB takes what fits, or a hash for a unique key.
    fn whole_blob(
        &self,
        key: &mut Key,
        place: usize,
        column_type: &ColumnType,
        limits: Limits,
    ) -> Result<u32, Refusal> {
        let per_character = self.bytes_per_character(column_type);
        match key.kind {
            IndexKind::Unique if self.hashes_long_keys() => {
                key.hashed = true;
                Ok(0)
            }
            IndexKind::Plain if self.profile.is_mariadb() => {
                let tiny = matches!(column_type.data_type, DataType::TinyText | DataType::TinyBlob);
                let most = limits.column / per_character;
                let prefix = if tiny { most.min(255) } else { most };
                key.columns[place].prefix = Some(prefix);
                Ok(prefix * per_character)
            }
            _ => {
                let column = &key.columns[place].column;
                let message = format!("BLOB/TEXT column '{column}' used in key specification without a key length");
                Err(failure("1170", message))
            }
        }
    }

    /// A column of a key that is longer than the engine takes is cut, where nothing hangs on the rest of it.
    fn within_column_limit(
        &self,
        key: &mut Key,
        place: usize,
        bytes: u32,
        per_character: u32,
        limits: Limits,
    ) -> Result<u32, Refusal> {
        if bytes <= limits.column {
            return Ok(bytes);
        }
        if key.kind == IndexKind::Plain && (self.profile.is_mariadb() || !self.is_strict()) {
            key.columns[place].prefix = Some(limits.column / per_character);
            return Ok(limits.column / per_character * per_character);
        }
        self.too_long(key, limits.column)?;
        Ok(0)
    }

    /// 1071, but a unique key may be kept as a hash.
    fn too_long(&self, key: &mut Key, most: u32) -> Result<(), Refusal> {
        if key.kind == IndexKind::Unique && self.hashes_long_keys() {
            key.hashed = true;
            return Ok(());
        }
        Err(failure("1071", format!("Specified key was too long; max key length is {most} bytes")))
    }

    /// What InnoDB says when the server has let a key pass: old row formats hold less of a column.
    pub(super) fn check_row_format(
        &self,
        columns: &[Column],
        keys: &[Key],
        options: &TableOptions,
    ) -> Result<(), Refusal> {
        let old = options
            .others
            .iter()
            .any(|(name, value)| name == "ROW_FORMAT" && ["COMPACT", "REDUNDANT"].contains(&value.as_str()));
        if !old || options.engine != "InnoDB" {
            return Ok(());
        }
        let bytes = |part: &KeyColumn| {
            let column = columns.iter().find(|it| fold(&it.name) == fold(&part.column));
            column.map_or(0, |column| {
                let per_character = self.bytes_per_character(&column.column_type);
                part.prefix
                    .map_or_else(|| storage(&column.column_type, per_character), |it| it.saturating_mul(per_character))
            })
        };
        let ordered = |key: &&Key| !key.hashed && !matches!(key.kind, IndexKind::FullText | IndexKind::Spatial);
        if keys.iter().filter(ordered).flat_map(|key| &key.columns).any(|part| bytes(part) > 767) {
            return Err(failure("1709", "Index column size too large. The maximum column size is 767 bytes"));
        }
        Ok(())
    }

    fn spatial_part(&self, column: &DraftColumn) -> Result<u32, Refusal> {
        if !column.column.column_type.data_type.is_spatial() {
            return Err(match self.profile.is_mariadb() {
                true => failure("1210", "Incorrect arguments to SPATIAL INDEX"),
                false => failure("1687", "A SPATIAL index may only contain a geometrical type column"),
            });
        }
        if column.column.nullable {
            return Err(failure("1252", "All parts of a SPATIAL index must be NOT NULL"));
        }
        Ok(0)
    }

    fn hashes_long_keys(&self) -> bool {
        self.profile.is_mariadb() && self.profile.version >= (10, 4)
    }
}

fn wrong_prefix() -> Refusal {
    let message = "Incorrect prefix key; the used key part isn't a string, the used length is longer than the key \
                   part, or the storage engine doesn't support unique prefix keys";
    failure("1089", message)
}

fn written_options(options: &[IndexOption]) -> Vec<SmolStr> {
    let mut using = None;
    let mut others: [Option<SmolStr>; 3] = [None, None, None];
    for option in options {
        match option {
            IndexOption::Using(name) => using = Some(format_smolstr!("USING {}", name.text.to_uppercase())),
            IndexOption::KeyBlockSize(size) if *size > 0 => others[0] = Some(format_smolstr!("KEY_BLOCK_SIZE={size}")),
            IndexOption::Comment(text) if !text.is_empty() => {
                others[1] = Some(format_smolstr!("COMMENT {}", string(text)))
            }
            IndexOption::Parser(name) => others[2] = Some(format_smolstr!("/*!50100 WITH PARSER `{}` */", name.text)),
            _ => {}
        }
    }
    using.into_iter().chain(others.into_iter().flatten()).collect()
}

/// Texts, all of one collation.
fn fulltext_part(part: &mut KeyColumn, column: &DraftColumn, alike: bool) -> Result<u32, Refusal> {
    let data_type = &column.column.column_type.data_type;
    let text = data_type.is_text_blob() || matches!(data_type, DataType::Char(_) | DataType::Varchar(_));
    if !text || !alike {
        let message = format!("Column '{}' cannot be part of FULLTEXT index", part.column);
        return Err(failure("1283", message));
    }
    part.prefix = None;
    Ok(0)
}

/// Columns of a primary key are `NOT NULL`, whatever they say of themselves.
fn primary_part(column: &mut DraftColumn) -> Result<(), Refusal> {
    if column.column.generated.is_some() {
        return Err(failure("1903", "Primary key cannot be defined upon a generated column"));
    }
    column.column.nullable = false;
    if column.column.default == Some(crate::mysql::catalog::DefaultValue::Null) {
        column.column.default = None;
    }
    Ok(())
}

/// The bytes that a column takes in a key.
pub(super) fn storage(column_type: &ColumnType, per_character: u32) -> u32 {
    let fraction = |digits: &Option<u32>| digits.unwrap_or(0).div_ceil(2);
    match &column_type.data_type {
        DataType::TinyInt(_) | DataType::Year(_) => 1,
        DataType::SmallInt(_) => 2,
        DataType::MediumInt(_) | DataType::Date => 3,
        DataType::Int(_) | DataType::Float(_) | DataType::Inet4 => 4,
        DataType::Decimal(Some((digits, Some(scale)))) => decimal_bytes(digits - scale) + decimal_bytes(*scale),
        DataType::Bit(length) => length.unwrap_or(1).div_ceil(8),
        DataType::Char(length) => length.unwrap_or(1).saturating_mul(per_character),
        DataType::Varchar(length) => length.saturating_mul(per_character),
        DataType::Binary(length) => length.unwrap_or(1),
        DataType::Varbinary(length) => *length,
        DataType::Enum(labels) => {
            if labels.len() < 256 {
                1
            } else {
                2
            }
        }
        DataType::Set(labels) => set_bytes(labels.len()),
        DataType::Time(digits) => 3 + fraction(digits),
        DataType::Timestamp(digits) => 4 + fraction(digits),
        DataType::DateTime(digits) => 5 + fraction(digits),
        DataType::Uuid | DataType::Inet6 => 16,
        _ => 8,
    }
}

/// A bit for each label.
pub(super) fn set_bytes(labels: usize) -> u32 {
    match labels.div_ceil(8) {
        0 | 1 => 1,
        2 => 2,
        3 => 3,
        4 => 4,
        _ => 8,
    }
}

/// Nine digits take four bytes, fewer take fewer.
fn decimal_bytes(digits: u32) -> u32 {
    digits / 9 * 4 + (digits % 9).div_ceil(2)
}

/// `PRIMARY`, the key's own name, or that of its first column with a number behind it where that is taken.
fn key_name(name: Option<&SmolStr>, key: &Key, before: &[Key]) -> Result<SmolStr, Refusal> {
    let taken = |name: &str| before.iter().any(|other| fold(&other.name) == fold(name));
    if key.kind == IndexKind::Primary {
        let another = before.iter().any(|other| other.kind == IndexKind::Primary);
        return if another { Err(failure("1068", "Multiple primary key defined")) } else { Ok(PRIMARY.into()) };
    }
    if let Some(name) = name {
        if name.eq_ignore_ascii_case(PRIMARY) || name.is_empty() {
            return Err(failure("1280", format!("Incorrect index name '{name}'")));
        }
        return if taken(name) {
            Err(failure("1061", format!("Duplicate key name '{name}'")))
        } else {
            Ok(name.clone())
        };
    }
    let first = &key.columns[0];
    let base = if first.expr.is_some() { "functional_index" } else { first.column.as_str() };
    if !taken(base) && !base.eq_ignore_ascii_case(PRIMARY) {
        return Ok(base.into());
    }
    let numbered = (2..).map(|number| format_smolstr!("{base}_{number}")).find(|name| !taken(name));
    Ok(numbered.unwrap_or_default())
}

/// A column that a key has twice, as it is spelled there.
fn repeated_column(key: &DraftKey) -> Option<SmolStr> {
    let columns: Vec<&SmolStr> =
        key.columns.iter().filter(|part| part.expr.is_none()).map(|part| &part.column).collect();
    let is_repeated = |(place, name): &(usize, &&SmolStr)| columns[..*place].iter().any(|it| fold(it) == fold(name));
    columns.iter().enumerate().find(is_repeated).map(|(_, name)| (*name).clone())
}

/// 1072, for a key that goes before it is looked at.
fn check_key_columns(key: &DraftKey, draft: &Draft) -> Result<(), Refusal> {
    let missing = key.columns.iter().find(|part| draft.position(&part.column).is_none());
    missing.map_or(Ok(()), |part| Err(missing_column(&part.column)))
}

/// The keys of foreign keys that another key serves as well as.
fn redundant(keys: &[DraftKey]) -> Result<BTreeSet<usize>, Refusal> {
    let mut dropped = BTreeSet::new();
    for (place, key) in keys.iter().enumerate() {
        if key.columns.len() > 32 {
            return Err(failure("1070", "Too many key parts specified; max 32 parts allowed"));
        }
        let serving = (0..place).find(|other| !dropped.contains(other) && serves(key, &keys[*other]));
        if let Some(other) = serving {
            let shorter = key.generated && key.columns.len() < keys[other].columns.len();
            let victim = if !keys[other].generated || shorter { place } else { other };
            dropped.insert(victim);
        }
    }
    Ok(dropped)
}

/// One of two keys was made for a foreign key, and its columns are the first of the other's.
fn serves(a: &DraftKey, b: &DraftKey) -> bool {
    let (shorter, longer) = match (a.generated, b.generated) {
        (false, false) => return false,
        (true, true) if a.columns.len() > b.columns.len() => (b, a),
        (true, _) => (a, b),
        (false, true) => (b, a),
    };
    let same = |(a, b): (&KeyColumn, &KeyColumn)| fold(&a.column) == fold(&b.column) && a.prefix == b.prefix;
    let ordered = !matches!(longer.kind, IndexKind::FullText | IndexKind::Spatial);
    ordered && shorter.columns.len() <= longer.columns.len() && shorter.columns.iter().zip(&longer.columns).all(same)
}

fn missing_column(name: &str) -> Refusal {
    failure("1072", format!("Key column '{name}' doesn't exist in table"))
}

fn check_count(keys: &[DraftKey]) -> Result<(), Refusal> {
    if keys.len() > 64 { Err(failure("1069", "Too many keys specified; max 64 keys allowed")) } else { Ok(()) }
}

/// 1075: such a column is the first of a key.
fn check_auto_increment(draft: &Draft, keys: &[Key], options: &TableOptions) -> Result<(), Refusal> {
    let Some(column) = draft.columns.iter().find(|column| column.column.auto_increment) else { return Ok(()) };
    let anywhere = matches!(options.engine.as_str(), "MyISAM" | "Aria");
    let is_first = |key: &Key| {
        let names = key.columns.iter().take(if anywhere { key.columns.len() } else { 1 });
        names.into_iter().any(|part| fold(&part.column) == fold(&column.column.name))
    };
    if keys.iter().any(is_first) { Ok(()) } else { Err(wrong_auto_column()) }
}

/// 4169: what is hashed is read before it gets its number.
fn check_hashed(draft: &Draft, keys: &[Key]) -> Result<(), Refusal> {
    let Some(column) = draft.columns.iter().find(|column| column.column.auto_increment) else { return Ok(()) };
    let name = &column.column.name;
    let holds = |key: &&Key| key.hashed && key.columns.iter().any(|part| fold(&part.column) == fold(name));
    let Some(key) = keys.iter().find(holds) else { return Ok(()) };
    let message = format!("AUTO_INCREMENT column `{name}` cannot be used in the UNIQUE index `{}`", key.name);
    Err(failure("4169", message))
}

/// 1075.
pub(super) fn wrong_auto_column() -> Refusal {
    let message = "Incorrect table definition; there can be only one auto column and it must be defined as a key";
    failure("1075", message)
}

/// Unique keys before others, without NULLs before with, the primary first, whole columns before prefixes; full text last.
pub(super) fn rank(key: &Key, nullable: bool) -> impl Ord + use<> {
    let unique = matches!(key.kind, IndexKind::Primary | IndexKind::Unique);
    let of_unique = unique.then(|| (nullable, key.kind != IndexKind::Primary, has_prefix(key)));
    (!unique, of_unique, key.kind == IndexKind::FullText)
}

fn is_nullable(key: &Key, draft: &Draft) -> bool {
    let column = |name: &str| draft.position(name).map(|place| &draft.columns[place].column);
    key.columns.iter().any(|part| column(&part.column).is_some_and(|column| column.nullable))
}

fn has_prefix(key: &Key) -> bool {
    key.columns.iter().any(|part| part.prefix.is_some())
}
