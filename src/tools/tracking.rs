//! The text of `tracking.sql`: the table of the tool, and the rows that it would have written.

use super::{Rules, Tool};
use crate::dialect::Dialect;
pub(super) use crate::dialect::hex;
use std::fmt::Write;

/// One migration that has been run, as a tracking table sees it.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The version as the tool records it.
    pub version: &'a str,
    /// The title of the migration.
    pub name: &'a str,
    /// The file, relative to the history's folder.
    pub file: &'a str,
    /// The bytes of the file on disk, which is what tools hash.
    pub bytes: &'a [u8],
    /// Whether it succeeded.
    pub success: bool,
    /// The text that undoes it.
    pub down: Option<&'a str>,
}

impl Row<'_> {
    /// Whether the version is a number, which it is not if the file was named by hand in an order of one's own.
    pub(super) fn is_numbered(&self) -> bool {
        self.version.parse::<u64>().is_ok()
    }
}

/// The whole of `tracking.sql` for `rows`, in the order of the history: creates the tool's own table where it is not
/// there yet and records each migration as the tool would. The same rows give the same bytes; times are the columns'
/// own defaults. Running it twice changes nothing.
pub fn tracking_sql(tool: Tool, dialect: Dialect, rows: &[Row]) -> String {
    let rules = tool.rules(dialect);
    format!("{}\n{}", header(tool, &*rules, rows), rules.tracking(rows))
}

fn header(tool: Tool, rules: &dyn Rules, rows: &[Row]) -> String {
    let what = match (tool, rows) {
        (Tool::Plain, _) => format!("Records {} as run", count(rows.len())),
        (_, _) => format!("Tells {tool} that {} have been run", count(rows.len())),
    };
    let mut text = format!(
        "-- {what}.\n\
         -- Run it once, after the baseline and on the same database; running it again changes nothing.\n"
    );
    if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
        _ = writeln!(text, "-- First: {}\n-- Last:  {}", first.file, last.file);
    }
    let failed = format!("failed. A failed migration has {}", rules.failed());
    text += &exceptions(rows.iter().filter(|row| !row.success), &failed);
    let unnumbered = rows.iter().filter(|row| rules.wants_numbers() && !row.is_numbered());
    text + &exceptions(unnumbered, "cannot be recorded, for want of a number")
}

/// A paragraph of the header that names `rows`; nothing without rows.
fn exceptions<'a>(rows: impl Iterator<Item = &'a Row<'a>>, what: &str) -> String {
    let files: Vec<_> = rows.map(|row| format!("--   {}\n", row.file)).collect();
    if files.is_empty() {
        return String::new();
    }
    format!("--\n-- {} {what}:\n{}", count(files.len()), files.concat())
}

fn count(migrations: usize) -> String {
    match migrations {
        1 => "1 migration".to_owned(),
        many => format!("{many} migrations"),
    }
}

/// An `INSERT` of several rows, one per line.
pub(super) struct Insert {
    target: &'static str,
    rows: Vec<String>,
}

impl Insert {
    /// Into `table (column, …)`.
    pub(super) fn new(target: &'static str) -> Self {
        Self { target, rows: Vec::new() }
    }

    /// Adds a row of SQL expressions.
    pub(super) fn row<const N: usize>(&mut self, values: &[String; N]) {
        self.rows.push(format!("    ({})", values.join(", ")));
    }

    /// The statement that leaves rows alone whose `key` is there already; nothing without rows.
    pub(super) fn on_conflict(&self, dialect: Dialect, key: &str) -> String {
        match self.values() {
            Some(values) => {
                format!("INSERT INTO {} VALUES\n{values}\n{};\n", self.target, dialect.unless_taken(key))
            }
            None => String::new(),
        }
    }

    fn values(&self) -> Option<String> {
        (!self.rows.is_empty()).then(|| self.rows.join(",\n"))
    }
}

/// A text or `NULL`.
pub(super) fn optional(dialect: Dialect, text: Option<&str>) -> String {
    text.map_or_else(|| "NULL".to_owned(), |text| dialect.literal(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(version: &'static str, success: bool) -> Row<'static> {
        Row { version, name: "x", file: "1_x.sql", bytes: b"SELECT 1;\n", success, down: None }
    }

    #[test]
    fn failed_migrations_are_named_with_what_the_tool_does_about_them() {
        let sql = tracking_sql(Tool::Dbmate, Dialect::Postgres, &[row("1", true), row("2", false)]);
        assert!(sql.contains("-- 1 migration failed. A failed migration has no row"), "{sql}");
        assert!(sql.contains("('1')") && !sql.contains("('2')"), "{sql}");
    }

    #[test]
    fn a_version_that_is_no_number_is_named_instead_of_breaking_the_seed() {
        for tool in [Tool::GolangMigrate, Tool::Goose, Tool::Sqlx] {
            let sql = tracking_sql(tool, Dialect::Postgres, &[row("1", true), row("by_hand", true)]);
            assert!(sql.contains("cannot be recorded") && !sql.contains("by_hand"), "{sql}");
        }
    }

    #[test]
    fn every_tool_is_reproducible_and_works_without_rows() {
        for tool in Tool::ALL {
            let rows = [row("1", true), row("2", false)];
            assert_eq!(tracking_sql(tool, Dialect::Postgres, &rows), tracking_sql(tool, Dialect::Postgres, &rows));
            let none = tracking_sql(tool, Dialect::Postgres, &[]);
            assert!(none.contains(&format!("CREATE TABLE IF NOT EXISTS {} (", tool.tracking_table())), "{none}");
        }
    }
}
