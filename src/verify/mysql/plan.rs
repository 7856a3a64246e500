//! What is to be proven: a history with the predicted outcome of each statement, and a baseline.

use super::Places;
use crate::engine::mysql::Definition;
use crate::environment::Environment;
use crate::history::History;
use crate::mysql::catalog::{Catalog, Relation, Table};
use crate::mysql::{self, Profile, Replay, Splitting, Value};
use crate::run::{MigrationRecord, OnFailure};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A column by the names of its database, its table and its own.
pub type Column = (String, String, String);

/// A history, what is predicted of it, the baseline that claims to be the same, and how to run and compare them.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// The history.
    pub history: &'a History,
    /// What became of it on the model.
    pub predicted: &'a [MigrationRecord],
    /// The whole text of the baseline.
    pub baseline: &'a str,
    /// What follows a failure.
    pub on_failure: OnFailure,
    /// How the database is made.
    pub definition: Definition,
    /// The server that the prediction is for.
    pub profile: Arc<Profile>,
    /// Who cuts the files of the history into statements.
    pub splitting: Splitting,
    /// Statements that each session of the history begins with.
    pub settings: Vec<Arc<str>>,
    /// Columns whose values only the server can compute.
    pub volatile: BTreeSet<Column>,
    /// Where each object of the history was made.
    pub places: Places,
}

impl<'a> Plan<'a> {
    /// The plan for a history and its baseline, which was made from the replay.
    pub fn new(
        history: &'a History,
        environment: &Environment,
        on_failure: OnFailure,
        replay: &'a Replay,
        baseline: &'a str,
    ) -> Self {
        let home = mysql::home(&replay.profile, environment);
        Self {
            history,
            predicted: &replay.migrations,
            baseline,
            on_failure,
            definition: Definition {
                name: home.name.into(),
                character_set: home.charset.into(),
                collation: home.collation.into(),
            },
            profile: Arc::clone(&replay.profile),
            splitting: mysql::splitting(history.tool),
            settings: mysql::settings(environment),
            volatile: volatile_columns(&replay.catalog),
            places: Places::new(&replay.catalog, history),
        }
    }
}

/// The columns that hold a value which only the server could compute.
fn volatile_columns(catalog: &Catalog) -> BTreeSet<Column> {
    let mut volatile = BTreeSet::new();
    for database in catalog.databases.values() {
        for relation in database.relations.values() {
            let Relation::Table(table) = relation else { continue };
            let columns = volatile_columns_of(table).into_iter();
            volatile.extend(columns.map(|column| (database.name.to_string(), table.name.to_string(), column)));
        }
    }
    volatile
}

fn volatile_columns_of(table: &Table) -> Vec<String> {
    let is_volatile = |column: usize| table.rows.iter().any(|row| matches!(row[column], Value::Deferred(_)));
    let columns = table.columns.iter().enumerate().filter(|(index, _)| is_volatile(*index));
    columns.map(|(_, column)| column.name.to_string()).collect()
}
