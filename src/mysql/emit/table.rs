//! A table as `SHOW CREATE TABLE` prints it, but that expressions are as their author wrote them.

use crate::mysql::ast::{DataType, IndexKind, ReferenceAction};
use crate::mysql::catalog::{
    Check, Column, DefaultValue, ForeignKey, Key, KeyColumn, Table, TableOptions, identifier, string,
};
use smol_str::SmolStr;
use std::fmt::Write;

/// Whether a table is printed with its foreign keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ForeignKeys {
    /// They are part of the statement.
    Inside,
    /// They come later, for [`add_foreign_key`].
    Apart,
}

/// The statement that makes a table of a database, without a semicolon.
pub(crate) fn create_table(database: &str, table: &Table, foreign_keys: ForeignKeys) -> String {
    let mut lines: Vec<String> = table.columns.iter().map(|it| column(it, &table.options)).collect();
    lines.extend(table.clauses.iter().filter(|clause| clause.starts_with("PERIOD")).map(ToString::to_string));
    lines.extend(table.keys.iter().map(key));
    if foreign_keys == ForeignKeys::Inside {
        lines.extend(table.foreign_keys.iter().map(|it| foreign_key(database, it)));
    }
    lines.extend(table.checks.iter().map(check));
    let temporary = if table.temporary { "TEMPORARY " } else { "" };
    let name = identifier(&table.name);
    let mut text = format!("CREATE {temporary}TABLE {name} (\n  {}\n){}", lines.join(",\n  "), options(table));
    if let Some(partitioning) = &table.partitioning {
        let _ = write!(text, "\n {partitioning}");
    }
    text
}

/// The statement that adds a foreign key.
pub(crate) fn add_foreign_key(database: &str, table: &str, key: &ForeignKey) -> String {
    format!("ALTER TABLE {} ADD {}", identifier(table), foreign_key(database, key))
}

/// The statement that takes away the `DEFAULT NULL` that a nullable column has by itself, where the history took it away.
pub(crate) fn drop_defaults(table: &Table) -> Option<String> {
    let is_bare = |column: &&Column| {
        column.nullable && column.default.is_none() && column.generated.is_none() && !column.auto_increment
    };
    let bare = table.columns.iter().filter(is_bare);
    let actions: Vec<String> = bare.map(|column| format!("ALTER {} DROP DEFAULT", identifier(&column.name))).collect();
    (!actions.is_empty()).then(|| format!("ALTER TABLE {} {}", identifier(&table.name), actions.join(", ")))
}

fn column(column: &Column, options: &TableOptions) -> String {
    let mut text = format!("{} {}", identifier(&column.name), column.column_type);
    character_set(&mut text, column, options);
    attributes(&mut text, column);
    match &column.generated {
        Some(generated) => {
            let kind = if generated.stored { "STORED" } else { "VIRTUAL" };
            let _ = write!(text, " GENERATED ALWAYS AS ({}) {kind}", generated.expr.text);
        }
        None => nullability(&mut text, column),
    }
    if column.invisible {
        text.push_str(" INVISIBLE");
    }
    if let Some(value) = column.default.as_ref().filter(|_| column.generated.is_none()) {
        let _ = write!(text, " DEFAULT {}", default(value, &column.column_type.data_type));
    }
    if let Some(digits) = column.on_update {
        let _ = write!(text, " ON UPDATE current_timestamp{}", fraction(digits));
    }
    if column.auto_increment {
        text.push_str(" AUTO_INCREMENT");
    }
    if !column.comment.is_empty() {
        let _ = write!(text, " COMMENT {}", string(&column.comment));
    }
    if let Some(check) = &column.check {
        let _ = write!(text, " CHECK ({})", check.text);
    }
    text
}

fn character_set(text: &mut String, column: &Column, options: &TableOptions) {
    let (charset, collation) = (&column.column_type.charset, &column.column_type.collation);
    let (Some(charset), Some(collation)) = (charset, collation) else { return };
    if charset == "binary" && *collation != options.collation {
        text.push_str(" CHARACTER SET binary");
    } else if *collation != options.collation {
        let _ = write!(text, " CHARACTER SET {charset} COLLATE {collation}");
    }
}

fn attributes(text: &mut String, column: &Column) {
    for attribute in &column.attributes {
        let _ = write!(text, " {attribute}");
    }
}

/// Timestamps say `NULL`, since there are servers where they would not be.
fn nullability(text: &mut String, column: &Column) {
    let row_time = column.attributes.iter().any(|it| it.starts_with("GENERATED"));
    if !column.nullable && !row_time {
        text.push_str(" NOT NULL");
    } else if column.nullable && !row_time && matches!(column.column_type.data_type, DataType::Timestamp(_)) {
        text.push_str(" NULL");
    }
}

fn fraction(digits: u32) -> String {
    if digits > 0 { format!("({digits})") } else { "()".into() }
}

/// A default: numbers without quotes, bits as bits.
pub(crate) fn default(value: &DefaultValue, data_type: &DataType) -> String {
    match value {
        DefaultValue::Null => "NULL".into(),
        DefaultValue::Constant(text) if data_type.is_number() => text.to_string(),
        DefaultValue::Constant(text) if matches!(data_type, DataType::Bit(_)) => format!("b'{text}'"),
        DefaultValue::Constant(text) => string(text),
        DefaultValue::Expr(expr) => expr.text.to_string(),
    }
}

pub(crate) fn key(key: &Key) -> String {
    let kind = match key.kind {
        IndexKind::Primary => "PRIMARY KEY",
        IndexKind::Unique => "UNIQUE KEY",
        IndexKind::Plain => "KEY",
        IndexKind::FullText => "FULLTEXT KEY",
        IndexKind::Spatial => "SPATIAL KEY",
    };
    let name = if key.kind == IndexKind::Primary { String::new() } else { format!(" {}", identifier(&key.name)) };
    let columns: Vec<String> = key.columns.iter().map(key_column).collect();
    let mut text = format!("{kind}{name} ({})", columns.join(","));
    if key.hashed {
        text.push_str(" USING HASH");
    }
    for option in &key.options {
        let _ = write!(text, " {option}");
    }
    if key.ignored {
        // Each product runs the comments that are its own.
        text.push_str(" /*M!100600 IGNORED */ /*!80000 INVISIBLE */");
    }
    text
}

fn key_column(part: &KeyColumn) -> String {
    let name = match &part.expr {
        Some(expr) => format!("({})", expr.text),
        None => identifier(&part.column),
    };
    let prefix = part.prefix.map(|prefix| format!("({prefix})")).unwrap_or_default();
    let order = if part.descending { " DESC" } else { "" };
    let overlaps = if part.without_overlaps { " WITHOUT OVERLAPS" } else { "" };
    format!("{name}{prefix}{order}{overlaps}")
}

pub(crate) fn foreign_key(database: &str, key: &ForeignKey) -> String {
    let list = |names: &[SmolStr]| names.iter().map(|name| identifier(name)).collect::<Vec<_>>().join(", ");
    let parent = if key.parent.0 == database {
        identifier(&key.parent.1)
    } else {
        format!("{}.{}", identifier(&key.parent.0), identifier(&key.parent.1))
    };
    let mut text = format!("CONSTRAINT {} FOREIGN KEY ({})", identifier(&key.name), list(&key.columns));
    let _ = write!(text, " REFERENCES {parent} ({})", list(&key.parent_columns));
    for (event, action) in [("DELETE", key.on_delete), ("UPDATE", key.on_update)] {
        if let Some(words) = action.and_then(action_words) {
            let _ = write!(text, " ON {event} {words}");
        }
    }
    text
}

/// `RESTRICT` is what no action at all is.
fn action_words(action: ReferenceAction) -> Option<&'static str> {
    match action {
        ReferenceAction::Restrict => None,
        ReferenceAction::Cascade => Some("CASCADE"),
        ReferenceAction::SetNull => Some("SET NULL"),
        ReferenceAction::NoAction => Some("NO ACTION"),
        ReferenceAction::SetDefault => Some("SET DEFAULT"),
    }
}

pub(crate) fn check(check: &Check) -> String {
    let enforced = if check.enforced { "" } else { " NOT ENFORCED" };
    format!("CONSTRAINT {} CHECK ({}){enforced}", identifier(&check.name), check.expr.text)
}

pub(crate) fn options(table: &Table) -> String {
    let options = &table.options;
    let mut text = format!(" ENGINE={}", options.engine);
    if table.next_auto_increment > 1 && table.columns.iter().any(|column| column.auto_increment) {
        let _ = write!(text, " AUTO_INCREMENT={}", table.next_auto_increment);
    }
    let _ = write!(text, " DEFAULT CHARSET={} COLLATE={}", options.charset, options.collation);
    for (name, value) in &options.others {
        let of_engine =
            name.starts_with("PAGE_COMPRESS") || name.starts_with("ENCRYPTED") || name.starts_with("ENCRYPTION_KEY");
        let name = if of_engine { identifier(&name.to_lowercase()) } else { name.to_string() };
        let _ = write!(text, " {name}={value}");
    }
    for clause in table.clauses.iter().filter(|clause| !clause.starts_with("PERIOD")) {
        let _ = write!(text, " {clause}");
    }
    if !options.comment.is_empty() {
        let _ = write!(text, " COMMENT={}", string(&options.comment));
    }
    text
}
