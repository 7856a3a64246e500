//! What is to be proven: a history with the predicted outcome of each statement, and a baseline.

use super::places::Places;
use crate::engine::postgres::Installation;
use crate::environment::Day;
use crate::postgres::replay::{OnFailure, Outcome};
use crate::tools::TransactionRule;
use std::collections::BTreeSet;

/// A history, the baseline that claims to be the same, and how to run and compare them.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// The migrations in their order.
    pub migrations: Vec<Migration<'a>>,
    /// The whole text of the baseline.
    pub baseline: &'a str,
    /// What follows a failure.
    pub on_failure: OnFailure,
    /// Who shares a session, and with it what `SET` did.
    pub sessions: Sessions,
    /// Columns whose values came from a volatile expression: the table's qualified name as the server quotes it, and the
    /// column's plain name.
    pub volatile: BTreeSet<(String, String)>,
    /// Tables that are not compared, by qualified name: those in which migration tools keep their books.
    pub ignored: BTreeSet<String>,
    /// Where each object of the history was made.
    pub places: Places,
    /// Also ask the `pg_dump` of this installation, where it has one.
    pub second_witness: Option<&'a Installation>,
    /// The day for which the predictions are made, where the history asks for it.
    pub today: Option<Day>,
    /// The extensions that the history creates and the server does not have.
    pub unavailable: BTreeSet<String>,
}

/// One migration.
#[derive(Debug, Clone)]
pub struct Migration<'a> {
    /// Its file, as shown to people.
    pub name: &'a str,
    /// How the tool runs it.
    pub transaction: TransactionRule,
    /// Its statements in their order.
    pub statements: Vec<Statement<'a>>,
}

/// One statement of a migration.
#[derive(Debug, Clone)]
pub struct Statement<'a> {
    /// The text to send; a semicolon at its end does no harm.
    pub text: &'a str,
    /// Where the text begins in its file, in bytes from 0.
    pub offset: u32,
    /// Where the text begins in its file, in lines from 1.
    pub line: usize,
    /// The lines that follow a `COPY … FROM stdin`.
    pub data: Option<&'a str>,
    /// What becomes of it if every failure before it is ignored.
    pub predicted: Outcome,
}

/// Who shares a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sessions {
    /// All migrations.
    Shared,
    /// Nobody: each migration has its own.
    PerMigration,
}
