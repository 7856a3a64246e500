//! Keys: what they may hold, their names, their order.

use super::Session;
use super::draft::{Draft, DraftKey, KeyOrder};
use super::key_part::{Limits, missing_column, storage};
use crate::mysql::ast::{IndexDefinition, IndexKind, IndexOption, KeyPart, KeyPartValue};
use crate::mysql::catalog::{Column, Key, KeyColumn, TableOptions, fold, string};
use crate::mysql::error::failure;
use crate::run::Refusal;
use smol_str::{SmolStr, format_smolstr};
use std::collections::{BTreeMap, BTreeSet};

/// The name of every primary key.
pub(super) const PRIMARY: &str = "PRIMARY";

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
        if let Some((_, size)) = options.others.iter().find(|(name, _)| name == "KEY_BLOCK_SIZE") {
            sized.options.retain(|option| option.strip_prefix("KEY_BLOCK_SIZE=") != Some(size.as_str()));
        }
        if sized.hashed {
            sized.options.retain(|option| !option.starts_with("USING"));
        }
        for part in sized.columns.iter_mut().filter(|part| part.expr.is_none()) {
            // The server's name of the column, not the key's spelling of it.
            let found = draft.position(&part.column).map(|place| draft.columns[place].column.name.clone());
            part.column = found.unwrap_or_else(|| part.column.clone());
        }
        Ok(sized)
    }

    /// What `InnoDB` says when the server has let a key pass: old row formats hold less of a column.
    pub(super) fn check_row_format(
        &self,
        columns: &[Column],
        keys: &[Key],
        options: &TableOptions,
    ) -> Result<(), Refusal> {
        let has = |wanted: &str, values: &[&str]| {
            options.others.iter().any(|(name, value)| name == wanted && values.contains(&value.as_str()))
        };
        let old = has("ROW_FORMAT", &["COMPACT", "REDUNDANT"]);
        // Compressed pages hold columns as the newer formats do.
        let compressed = has("PAGE_COMPRESSED", &["1"]);
        if !old || compressed || options.engine != "InnoDB" {
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
}

fn written_options(options: &[IndexOption]) -> Vec<SmolStr> {
    let mut using = None;
    let mut others: [Option<SmolStr>; 3] = [None, None, None];
    for option in options {
        match option {
            IndexOption::Using(name) => using = Some(format_smolstr!("USING {}", name.text.to_uppercase())),
            IndexOption::KeyBlockSize(size) if *size > 0 => others[0] = Some(format_smolstr!("KEY_BLOCK_SIZE={size}")),
            IndexOption::Comment(text) if !text.is_empty() => {
                others[1] = Some(format_smolstr!("COMMENT {}", string(text)));
            }
            IndexOption::Parser(name) => others[2] = Some(format_smolstr!("/*!50100 WITH PARSER `{}` */", name.text)),
            _ => {}
        }
    }
    using.into_iter().chain(others.into_iter().flatten()).collect()
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
    let numbered = (2..=65).map(|number| format_smolstr!("{base}_{number}")).find(|name| !taken(name));
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
    let of_unique = unique.then(|| (nullable, key.kind != IndexKind::Primary, !key.hashed && has_prefix(key)));
    (!unique, of_unique, key.kind == IndexKind::FullText)
}

fn is_nullable(key: &Key, draft: &Draft) -> bool {
    let column = |name: &str| draft.position(name).map(|place| &draft.columns[place].column);
    key.columns.iter().any(|part| column(&part.column).is_some_and(|column| column.nullable))
}

fn has_prefix(key: &Key) -> bool {
    key.columns.iter().any(|part| part.prefix.is_some())
}
