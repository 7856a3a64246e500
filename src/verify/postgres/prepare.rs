//! From a history and its replay to a [`Plan`].

use super::places::Places;
use super::plan::{Migration, Plan, Sessions, Statement};
use crate::history::{self, History};
use crate::postgres::ast::quote_ident;
use crate::postgres::catalog::{Catalog, Object, ObjectId, Value};
use crate::postgres::replay::{self, MigrationRecord, OnFailure, Replay};
use crate::source::Span;
use crate::tools::Tool;
use std::collections::BTreeSet;

impl<'a> Plan<'a> {
    /// The plan for a history and its baseline. `ignoring` is the history's replay under [`OnFailure::Ignore`], from which the
    /// predictions come; `replay` the one that the baseline was made from.
    pub fn new(
        history: &'a History,
        ignoring: &Replay,
        replay: &Replay,
        baseline: &'a str,
        on_failure: OnFailure,
    ) -> Self {
        let migrations = std::iter::zip(&history.migrations, &ignoring.migrations);
        Self {
            migrations: migrations.map(|(migration, record)| prepare(migration, record, history.tool)).collect(),
            baseline,
            on_failure,
            sessions: if history.tool == Tool::Plain { Sessions::PerMigration } else { Sessions::Shared },
            volatile: volatile_columns(&replay.catalog),
            ignored: BTreeSet::new(),
            places: Places::new(&replay.catalog, history),
            second_witness: None,
            today: ignoring.today.or(replay.today),
            unavailable: unavailable(ignoring),
        }
    }
}

/// The extensions that are refused because they are not there.
fn unavailable(replay: &Replay) -> BTreeSet<String> {
    let statements = replay.migrations.iter().flat_map(|migration| &migration.statements);
    let failures =
        statements.filter_map(|statement| statement.outcome.failure()).filter(|failure| failure.code == "0A000");
    let name =
        |message: &str| Some(message.strip_prefix("extension \"")?.strip_suffix("\" is not available")?.to_owned());
    failures.filter_map(|failure| name(&failure.message)).collect()
}

fn prepare<'a>(migration: &'a history::Migration, record: &MigrationRecord, tool: Tool) -> Migration<'a> {
    let raws = migration.up.iter().flat_map(|section| replay::statements(migration, section));
    let mut line = 1;
    let mut counted = 0;
    let text = &migration.source.text;
    let statements = raws.zip(&record.statements).map(|(raw, record)| {
        let start = raw.span.start as usize;
        line += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..start]).count();
        counted = start;
        // With its semicolon, as clients send it: the server's messages about syntax name it.
        let end = raw.terminator.map_or(raw.span.end, |terminator| terminator + 1);
        // What psql does itself never reaches the server.
        let end = if raw.is_psql_command() && tool == Tool::Plain { raw.span.start } else { end };
        Statement {
            text: Span { end, ..raw.span }.slice(text),
            offset: raw.span.start,
            line,
            data: raw.copy_data.map(|data| data.slice(text)),
            predicted: record.outcome.clone(),
        }
    });
    Migration { name: &migration.file, statements: statements.collect(), transaction: record.transaction }
}

/// The columns that hold a value which only the server could compute.
fn volatile_columns(catalog: &Catalog) -> BTreeSet<(String, String)> {
    catalog.objects().flat_map(|object| volatile_columns_of(catalog, object)).collect()
}

fn volatile_columns_of(catalog: &Catalog, object: &Object) -> Vec<(String, String)> {
    let Some(contents) = catalog.contents(object.id) else { return Vec::new() };
    let deferred: BTreeSet<u16> = contents
        .last_known()
        .iter()
        .flat_map(|row| (1..).zip(row.values()))
        .filter_map(|(number, value)| matches!(value, Value::Deferred(_) | Value::Drawn(..)).then_some(number))
        .collect();
    let table = qualified(catalog, object);
    let columns = object.live_columns().filter(|column| deferred.contains(&column.number));
    columns.map(|column| (table.clone(), column.name.to_string())).collect()
}

/// `schema.table`, quoted as the server's `regclass` writes it under an empty search path.
pub(super) fn qualified(catalog: &Catalog, object: &Object) -> String {
    let schema = catalog.get(object.schema.unwrap_or(ObjectId::NONE));
    let schema = schema.map_or_else(String::new, |schema| format!("{}.", quote_ident(&schema.name)));
    format!("{schema}{}", quote_ident(&object.name))
}
