//! Columns of keys: what may be one, and how much of it a key holds.

use super::Session;
use super::draft::{Draft, DraftColumn};
use crate::mysql::ast::{DataType, IndexKind};
use crate::mysql::catalog::{ColumnType, DefaultValue, Key, KeyColumn, TableOptions};
use crate::mysql::error::failure;
use crate::run::Refusal;

/// What an engine's keys may hold, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    column: u32,
    /// A whole key.
    pub(super) key: u32,
}

impl Limits {
    pub(super) fn of(options: &TableOptions) -> Self {
        match options.engine.as_str() {
            "MyISAM" | "MRG_MyISAM" => Self { column: 1000, key: 1000 },
            "Aria" => Self { column: 2000, key: 2000 },
            _ => Self { column: 3072, key: 3072 },
        }
    }
}

impl Session {
    /// Checks one column of a key; the bytes that it takes of it.
    pub(super) fn sized_column(
        &self,
        key: &mut Key,
        place: usize,
        draft: &mut Draft,
        limits: Limits,
    ) -> Result<u32, Refusal> {
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
    pub(super) fn too_long(&self, key: &mut Key, most: u32) -> Result<(), Refusal> {
        if key.kind == IndexKind::Unique && self.hashes_long_keys() {
            key.hashed = true;
            return Ok(());
        }
        Err(failure("1071", format!("Specified key was too long; max key length is {most} bytes")))
    }

    fn spatial_part(&self, column: &DraftColumn) -> Result<u32, Refusal> {
        if !column.column.column_type.data_type.is_spatial() {
            let (code, message) = if self.profile.is_mariadb() {
                ("1210", "Incorrect arguments to SPATIAL INDEX")
            } else {
                ("1687", "A SPATIAL index may only contain a geometrical type column")
            };
            return Err(failure(code, message));
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
    if column.column.default == Some(DefaultValue::Null) {
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

/// 1072.
pub(super) fn missing_column(name: &str) -> Refusal {
    failure("1072", format!("Key column '{name}' doesn't exist in table"))
}
