//! How values are written, and what goes around them.

use super::{Dialect, Each};
use std::fmt::Write as _;

impl Dialect {
    /// A text as a literal that reads the same whatever the engine's settings: for PostgreSQL quoted where that is simple, in dollar quotes
    /// where it has quotes, backslashes or several lines.
    pub(crate) fn literal(self, text: &str) -> String {
        match self {
            Self::Postgres if text.contains(['\'', '\\', '\n', '\r']) => dollar_quoted(text),
            Self::Postgres => format!("'{text}'"),
            Self::MariaDb | Self::MySql => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''")),
            Self::Sqlite => format!("'{}'", text.replace('\'', "''")),
        }
    }

    /// `true` or `false`; numbers where the engine has no others.
    pub(crate) fn boolean(self, value: bool) -> String {
        match self {
            Self::Postgres => value.to_string(),
            Self::MariaDb | Self::MySql | Self::Sqlite => u8::from(value).to_string(),
        }
    }

    /// Bytes as a literal.
    pub(crate) fn binary(self, bytes: &[u8]) -> String {
        match self {
            Self::Postgres => format!("'\\x{}'", hex(bytes)),
            Self::MariaDb | Self::MySql | Self::Sqlite => format!("X'{}'", hex(bytes)),
        }
    }

    /// What stands behind the rows of an `INSERT` that leaves alone those whose `key` (one column, or several with commas) is there.
    pub(crate) fn unless_taken(self, key: &str) -> String {
        match self {
            Self::Postgres | Self::Sqlite => format!("ON CONFLICT ({key}) DO NOTHING"),
            // `INSERT IGNORE` would hide all other errors too.
            Self::MariaDb | Self::MySql => {
                let column = key.split(',').next().unwrap_or(key);
                format!("ON DUPLICATE KEY UPDATE {column} = {column}")
            }
        }
    }

    /// What stands between a `SELECT` without tables and its `WHERE`.
    pub(crate) fn no_table(self) -> &'static str {
        Each { postgres: "", mysql: "FROM DUAL\n", sqlite: "" }.of(self)
    }
}

fn dollar_quoted(text: &str) -> String {
    // The `$` stands for the first byte of the closing tag, which may complete one that the text begins.
    let open_end = format!("{text}$");
    let mut tag = "$sql$".to_owned();
    while open_end.contains(&tag) {
        tag.insert(1, '_');
    }
    format!("{tag}{text}{tag}")
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_choose_the_readable_quotes() {
        let literal = |text: &str| Dialect::Postgres.literal(text);
        assert_eq!(literal("a"), "'a'");
        assert_eq!(literal("it's"), "$sql$it's$sql$");
        assert_eq!(literal("a\nb"), "$sql$a\nb$sql$");
        assert_eq!(literal("'$sql$'"), "$_sql$'$sql$'$_sql$");
        assert_eq!(literal("'$sql"), "$_sql$'$sql$_sql$");
        assert_eq!(literal("\\xyz"), "$sql$\\xyz$sql$");
        assert_eq!(Dialect::MySql.literal("it's \\n"), "'it''s \\\\n'");
        assert_eq!(Dialect::Sqlite.literal("it's \\n"), "'it''s \\n'");
    }

    #[test]
    fn a_seed_leaves_present_rows_alone() {
        assert_eq!(Dialect::Sqlite.unless_taken("a, b"), "ON CONFLICT (a, b) DO NOTHING");
        assert_eq!(Dialect::MariaDb.unless_taken("a, b"), "ON DUPLICATE KEY UPDATE a = a");
    }
}
