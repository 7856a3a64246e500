//! Migration tools: how each lays out, orders, runs and records migrations.
//!
//! One file per tool, each an implementation of `Rules`; what they have in common is in `layout` and `tracking`.
//! Nothing here reads files: [`crate::history`] does, and asks the rules what to make of them. The facts come from the
//! tools' sources, at the versions named in each file.

#![expect(clippy::case_sensitive_file_extension_comparisons, reason = "tools tell `.sql` from `.SQL`")]

mod dbmate;
mod diesel;
mod golang_migrate;
mod goose;
pub(crate) mod layout;
pub(crate) mod maragudk_migrate;
mod plain;
pub(crate) mod popx;
mod prisma;
mod sqlx;
pub(crate) mod synapse;
mod tracking;

pub use tracking::{Row, tracking_sql};

use crate::diagnostic::{Diagnostic, nearest};
use crate::dialect::Dialect;
use crate::source::{Encoding, Source, Span};
use layout::{Entry, Listing, Name, Role};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A migration tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
#[non_exhaustive]
pub enum Tool {
    /// A folder of SQL files that some runner applies in byte order, such as `for f in *.sql; do psql -f "$f"; done`.
    Plain,
    /// <https://github.com/golang-migrate/migrate>
    GolangMigrate,
    /// <https://github.com/amacneil/dbmate>
    Dbmate,
    /// <https://github.com/pressly/goose>
    Goose,
    /// <https://github.com/launchbadge/sqlx>
    Sqlx,
    /// <https://diesel.rs>
    Diesel,
    /// <https://www.prisma.io>
    Prisma,
    /// <https://github.com/ory/x/tree/master/popx>, the runner of Ory's servers
    Popx,
    /// <https://github.com/maragudk/migrate>
    MaragudkMigrate,
    /// <https://github.com/element-hq/synapse>, whose runner is its own
    Synapse,
}

impl Tool {
    /// All tools, plain files first.
    pub const ALL: [Self; 10] = [
        Self::Plain,
        Self::GolangMigrate,
        Self::Dbmate,
        Self::Goose,
        Self::Sqlx,
        Self::Diesel,
        Self::Prisma,
        Self::Popx,
        Self::MaragudkMigrate,
        Self::Synapse,
    ];

    /// The name on the command line and in `rebaseline.yaml`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::GolangMigrate => "golang-migrate",
            Self::Dbmate => "dbmate",
            Self::Goose => "goose",
            Self::Sqlx => "sqlx",
            Self::Diesel => "diesel",
            Self::Prisma => "prisma",
            Self::Popx => "popx",
            Self::MaragudkMigrate => "maragudk-migrate",
            Self::Synapse => "synapse",
        }
    }

    /// How the tool orders migrations, such as `by number`.
    pub fn order(self) -> &'static str {
        self.rules(Dialect::default()).order()
    }

    /// The table in which the tool records what it has applied.
    pub fn tracking_table(self) -> &'static str {
        self.rules(Dialect::default()).tracking_table()
    }

    /// What the tool makes of the text of a migration.
    ///
    /// Tools hand on the bytes of a file as they are, and the server refuses a message with a byte order mark or with
    /// bytes that are not UTF-8. Only psql, which plain files are run with, skips the mark.
    pub(crate) fn body(self, dialect: Dialect, source: &Source, metadata: Option<&str>) -> Body {
        match source.encoding {
            Encoding::Utf8WithBom if self != Self::Plain => {
                Body::refused(format!("{self} does not skip the byte order mark at its start"))
            }
            Encoding::Latin1 if self != Self::Plain => Body::refused("it is not UTF-8"),
            _ => self.rules(dialect).body(source, metadata),
        }
    }

    /// Its rules where it runs on that engine.
    pub(crate) fn rules(self, dialect: Dialect) -> Box<dyn Rules> {
        match self {
            Self::Plain => Box::new(plain::Plain(dialect)),
            Self::GolangMigrate => Box::new(golang_migrate::GolangMigrate(dialect)),
            Self::Dbmate => Box::new(dbmate::Dbmate(dialect)),
            Self::Goose => Box::new(goose::Goose(dialect)),
            Self::Sqlx => Box::new(sqlx::Sqlx(dialect)),
            Self::Diesel => Box::new(diesel::Diesel(dialect)),
            Self::Prisma => Box::new(prisma::Prisma(dialect)),
            Self::Popx => Box::new(popx::Popx(dialect)),
            Self::MaragudkMigrate => Box::new(maragudk_migrate::MaragudkMigrate(dialect)),
            Self::Synapse => Box::new(synapse::Synapse(dialect)),
        }
    }
}

impl fmt::Display for Tool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.key())
    }
}

/// A tool's name that is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTool(String);

impl fmt::Display for UnknownTool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = Tool::ALL.map(Tool::key);
        write!(f, "unknown migration tool `{}`", self.0)?;
        if let Some(key) = nearest(&self.0, keys) {
            write!(f, ", did you mean `{key}`?")?;
        }
        write!(f, " (known: {})", keys.join(", "))
    }
}

impl std::error::Error for UnknownTool {}

impl FromStr for Tool {
    type Err = UnknownTool;

    fn from_str(text: &str) -> Result<Self, UnknownTool> {
        Self::ALL.into_iter().find(|tool| tool.key() == text).ok_or_else(|| UnknownTool(text.to_owned()))
    }
}

impl TryFrom<String> for Tool {
    type Error = UnknownTool;

    fn try_from(text: String) -> Result<Self, UnknownTool> {
        text.parse()
    }
}

impl From<Tool> for &'static str {
    fn from(tool: Tool) -> Self {
        tool.key()
    }
}

/// In what transaction a part of a migration runs. It belongs to the tool and the file, not to the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TransactionRule {
    /// `BEGIN`, all queries, `COMMIT`; the first failure rolls everything back.
    Whole,
    /// Each query is one message of the simple query protocol, in no transaction of the tool's: the server runs all
    /// statements of the message in one implicit transaction, which a `COMMIT` in the text ends early. A statement that
    /// refuses a transaction block is refused here too, unless it is alone in its query.
    Batch,
    /// Each statement is sent alone: what succeeded stays.
    None,
    /// Up to whoever runs the file: `Whole`, but `None` when the file has its own `BEGIN` or `COMMIT` or a statement
    /// that refuses a transaction block. To be decided by whoever parses the file.
    Automatic,
}

/// A part of a migration that runs under one transaction rule. Nearly always there is one per migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The transaction around it.
    pub transaction: TransactionRule,
    /// What the tool sends to the server, query by query. A query may hold several statements; where the tool splits
    /// the file itself (goose), each of its pieces is a query.
    pub queries: Vec<Span>,
}

impl Section {
    fn new(transaction: TransactionRule, query: Span) -> Self {
        Self { transaction, queries: vec![query] }
    }
}

/// What a tool makes of the text of a migration.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Body {
    /// What it runs.
    pub(crate) up: Vec<Section>,
    /// The parts of the same file that undo it, without the lines that mark them.
    pub(crate) down: Vec<Span>,
    /// Why the tool refuses the file before it runs anything of it.
    pub(crate) refusal: Option<String>,
    /// What else there is to say about the file.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Body {
    fn new(section: Section) -> Self {
        Self { up: vec![section], ..Self::default() }
    }

    /// One query for the whole text.
    fn whole(source: &Source, transaction: TransactionRule) -> Self {
        Self::new(Section::new(transaction, Span::new(0, source.text.len())))
    }

    fn refused(reason: impl Into<String>) -> Self {
        Self { refusal: Some(reason.into()), ..Self::default() }
    }
}

/// A line by which the files of a tool are known.
pub(crate) struct Mark {
    pub(crate) tool: Tool,
    /// The line.
    pub(crate) text: &'static str,
    /// Whether the beginning of a file has it.
    pub(crate) is_in: fn(&str) -> bool,
}

impl Mark {
    pub(crate) const ALL: [Self; 2] = [
        Self { tool: Tool::Dbmate, text: "-- migrate:up", is_in: dbmate::is_marked },
        Self { tool: Tool::Goose, text: "-- +goose Up", is_in: goose::is_marked },
    ];
}

/// Everything that makes a tool that tool.
pub(crate) trait Rules: Sync {
    /// How it orders migrations, in words.
    fn order(&self) -> &'static str;

    /// How it orders migrations.
    fn compare(&self, left: &Name, right: &Name) -> Ordering;

    /// What it does when two migrations have one version; none when that cannot happen.
    fn duplicates(&self) -> Option<&'static str>;

    /// What it makes of a file or folder directly in the history's folder, which holds `listing`.
    fn role(&self, entry: &Entry, listing: &Listing) -> Role;

    /// Whether it looks for migrations in subfolders too. Each file below the history's folder is then an entry of its
    /// own, named by its path.
    fn reads_subfolders(&self) -> bool {
        false
    }

    /// The text that it sends instead of what is in the file, where it replaces words of its own; lines stay lines.
    fn text(&self, _text: &str) -> Option<String> {
        None
    }

    /// What it makes of the text of a migration. `metadata` is the text of the file beside it that says how to run it.
    fn body(&self, source: &Source, metadata: Option<&str>) -> Body;

    /// The table in which it records what it has applied.
    fn tracking_table(&self) -> &'static str;

    /// Whether its table has room only for versions that are numbers.
    fn wants_numbers(&self) -> bool {
        false
    }

    /// The statements that create that table and record `rows` in it.
    fn tracking(&self, rows: &[Row]) -> String;

    /// What it records of a migration that failed, in words that end the sentence "… has ".
    fn failed(&self) -> &'static str;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_both_ways() {
        for tool in Tool::ALL {
            assert_eq!(tool.key().parse(), Ok(tool));
        }
    }

    #[test]
    fn bytes_that_the_server_refuses_are_refused_for_all_tools_but_psql() {
        for bytes in [b"\xef\xbb\xbfSELECT 1;".to_vec(), b"SELECT '\xe9';".to_vec()] {
            let source = Source::decode("1_a.sql", bytes).expect("decodes");
            for tool in Tool::ALL {
                assert_eq!(
                    tool.body(Dialect::Postgres, &source, None).refusal.is_none(),
                    tool == Tool::Plain,
                    "{tool}"
                );
            }
        }
    }

    #[test]
    fn a_slip_is_answered_with_the_right_name() {
        let error = "golang_migrate".parse::<Tool>().expect_err("is no tool").to_string();
        assert!(
            error.starts_with("unknown migration tool `golang_migrate`, did you mean `golang-migrate`?"),
            "{error}"
        );
    }
}
