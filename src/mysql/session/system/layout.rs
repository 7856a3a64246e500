//! The columns of the tables of `information_schema`.

use super::Cell;
use crate::mysql::ast::DataType;
use crate::mysql::catalog::{Column, ColumnType, Row};
use crate::mysql::profile::Profile;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static MARIADB: LazyLock<Layouts> = LazyLock::new(|| read(include_str!("mariadb.tsv")));
static MYSQL: LazyLock<Layouts> = LazyLock::new(|| read(include_str!("mysql.tsv")));

type Layouts = BTreeMap<SmolStr, Layout>;

/// A table of `information_schema`.
#[derive(Debug)]
pub(in crate::mysql) struct Layout {
    /// Its name in upper case.
    pub name: &'static str,
    /// Its columns.
    pub columns: Vec<Column>,
}

impl Layout {
    /// A row of its cells.
    pub(super) fn row(&self, cell: &Cell) -> Row {
        self.columns.iter().map(|column| cell(&column.name)).collect()
    }
}

/// The layout of a table, by its name in any case.
pub(super) fn of(profile: &Profile, name: &str) -> Option<&'static Layout> {
    let layouts = if profile.is_mariadb() { &MARIADB } else { &MYSQL };
    layouts.get(name.to_uppercase().as_str())
}

fn read(table: &'static str) -> Layouts {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let layout = |line: &'static str| {
        let (name, columns) = line.split_once('\t')?;
        let columns = columns.split(';').filter_map(|column| column.split_once(' '));
        let columns = columns.map(|(name, written)| column(name, written)).collect();
        Some((SmolStr::new_static(name), Layout { name, columns }))
    };
    lines.filter_map(layout).collect()
}

fn column(name: &'static str, written: &str) -> Column {
    let unsigned = written.ends_with('u');
    let written = written.trim_end_matches('u');
    let (word, length) = written.split_once('(').unwrap_or((written, ""));
    let length: Option<u32> = length.trim_end_matches(')').parse().ok();
    let data_type = match word {
        "bigint" => DataType::BigInt(length),
        "int" => DataType::Int(length),
        "tinyint" => DataType::TinyInt(length),
        "smallint" => DataType::SmallInt(length),
        "double" => DataType::Double(None),
        "float" => DataType::Float(None),
        "decimal" => DataType::Decimal(None),
        "datetime" => DataType::DateTime(length),
        "longtext" => DataType::LongText,
        "text" => DataType::Text(None),
        _ => DataType::Varchar(length.unwrap_or(64)),
    };
    let text = matches!(data_type, DataType::Varchar(_) | DataType::LongText | DataType::Text(_))
        .then_some(("utf8mb3", "utf8mb3_general_ci"));
    let column_type = ColumnType {
        data_type,
        unsigned,
        zerofill: false,
        charset: text.map(|(charset, _)| charset.into()),
        collation: text.map(|(_, collation)| collation.into()),
    };
    Column {
        name: SmolStr::new_static(name),
        column_type,
        nullable: true,
        default: None,
        on_update: None,
        auto_increment: false,
        generated: None,
        comment: SmolStr::default(),
        invisible: false,
        check: None,
        attributes: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_that_histories_ask_are_there() {
        for profile in [Profile::mariadb(10, 11), Profile::mysql(8, 0)] {
            for name in ["tables", "Columns", "STATISTICS", "routines", "KEY_COLUMN_USAGE"] {
                let layout = of(&profile, name).expect("known");
                assert!(layout.columns.len() > 10, "{name}");
            }
        }
        assert!(of(&Profile::mariadb(10, 11), "nope").is_none());
    }
}
