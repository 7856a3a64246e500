//! The model printed as SQL: one statement per object, in an order that works.
//!
//! The script runs through the `mysql` client and as one message of many statements alike, as long as no stored program has a body of several
//! statements: those stand between `DELIMITER` lines, which only the client reads.

mod database;
pub(super) mod event;
mod literal;
mod objects;
mod order;
pub(super) mod routine;
mod rows;
mod script;
pub(super) mod sequence;
pub(super) mod table;
pub(super) mod trigger;
pub(super) mod view;

use super::catalog::{Database, Relation, Table};
use super::client::Replay;
use super::session::BrokenView;
use crate::baseline::{DataMode, Header, Style, origin_comment};
use crate::source::Origin;
use objects::Object;
use order::Tables;
use rows::Draws;
pub(super) use script::Printed;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use table::{ForeignKeys, add_foreign_key, create_table, drop_defaults};

/// What to write, and how.
pub struct EmitOptions<'a> {
    /// Plain or idempotent.
    pub style: Style,
    /// What becomes of the rows.
    pub data: DataMode,
    /// The facts of the header comment.
    pub header: Header,
    /// With it, every object is preceded by a comment that says where it is from.
    pub provenance: Option<&'a dyn Fn(Origin) -> String>,
    /// Statements of unknown effect.
    pub verbatim: &'a [Verbatim],
}

/// A statement of unknown effect, which is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verbatim {
    /// Where it stands, as shown to people.
    pub place: String,
    /// What it says.
    pub sql: String,
    /// Why its effect is not known.
    pub reason: String,
    /// Why it cannot run at the end of the script, where that is so.
    pub misfit: Option<String>,
}

/// The baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// The script.
    pub sql: String,
    /// The rows, where they are a script of their own.
    pub data: Option<String>,
    /// Tables whose rows cannot be told, and why.
    pub unknown_rows: Vec<(String, String)>,
}

/// Writes the baseline of a history.
pub fn baseline(replay: &Replay, options: &EmitOptions<'_>) -> Baseline {
    let sql_mode = replay.profile.sql_mode;
    let broken = &replay.broken_views[..];
    let mut script = Script { text: options.header.to_comment(), options, sql_mode, broken };
    let mut unknown_rows = Vec::new();
    let mut data = Script { text: options.header.to_data_comment(), options, sql_mode, broken };
    for database in order::others(&replay.catalog, &replay.database) {
        script.database(database);
        let rows = if options.data == DataMode::Separate { Some(&mut data) } else { None };
        script.contents(database, rows, &mut unknown_rows);
    }
    if let Some(home) = replay.catalog.databases.get(&replay.database) {
        if replay.catalog.databases.len() > 1 {
            let _ = writeln!(script.text, "\nUSE {};", literal::name(&home.name));
        }
        if let Some(alter) = database::alter_database(home, &replay.initial) {
            script.text.push('\n');
            script::write(&mut script.text, &alter, sql_mode);
        }
        let rows = if options.data == DataMode::Separate { Some(&mut data) } else { None };
        script.contents(home, rows, &mut unknown_rows);
    }
    script.verbatim();
    let data = (options.data == DataMode::Separate).then_some(data.text);
    Baseline { sql: script.text, data, unknown_rows }
}

struct Script<'a> {
    text: String,
    options: &'a EmitOptions<'a>,
    /// Of a fresh connection.
    sql_mode: &'a str,
    /// Views that cannot be made.
    broken: &'a [BrokenView],
}

impl Script<'_> {
    fn heading(&mut self, heading: &str) {
        let heading = format!("-- {heading} ");
        let _ = write!(self.text, "\n\n{heading:-<80}\n");
    }

    fn database(&mut self, database: &Database) {
        self.heading(&format!("Database {}", database.name));
        let mut create = database::create_database(database);
        if self.options.style == Style::Idempotent {
            create.text = create.text.replacen("CREATE DATABASE", "CREATE DATABASE IF NOT EXISTS", 1);
        }
        self.text.push('\n');
        script::write(&mut self.text, &create, self.sql_mode);
        let _ = writeln!(self.text, "USE {};", literal::name(&database.name));
    }

    /// Everything in a database; its rows go to `data` where they are a script of their own.
    fn contents(&mut self, database: &Database, data: Option<&mut Self>, unknown: &mut Vec<(String, String)>) {
        let tables = Tables::of(database);
        self.section("Sequences", objects::sequences(database));
        self.tables(database, &tables);
        self.section("Procedures and functions", objects::routines(database));
        let broken: Vec<&BrokenView> = self.broken.iter().filter(|it| it.database == database.name).collect();
        self.section("Views", objects::views(database, |view| broken.iter().all(|it| it.name != view.name)));
        for view in broken {
            self.broken_view(database, view);
        }
        match (self.options.data, data) {
            (DataMode::Keep, _) => self.rows(&tables, unknown),
            (DataMode::Separate, Some(data)) => data.rows(&tables, unknown),
            (DataMode::Separate | DataMode::Drop, _) => {}
        }
        self.section("Triggers", objects::triggers(database));
        self.section("Events", objects::events(database));
    }

    fn section(&mut self, heading: &str, objects: Vec<Object<'_>>) {
        if objects.is_empty() {
            return;
        }
        self.heading(heading);
        for object in objects {
            self.object(&object);
        }
    }

    fn tables(&mut self, database: &Database, tables: &Tables<'_>) {
        let apart: BTreeSet<u64> = tables.deferred.iter().map(|(table, _)| table.provenance.number).collect();
        let print = |table: &&Table| {
            let keys = if apart.contains(&table.provenance.number) { ForeignKeys::Apart } else { ForeignKeys::Inside };
            let sql = create_table(&database.name, table, keys);
            let guarded = self.options.style == Style::Idempotent;
            if guarded { sql.replacen("CREATE TABLE", "CREATE TABLE IF NOT EXISTS", 1) } else { sql }
        };
        let objects = tables.order.iter().map(|table| Object {
            provenance: &table.provenance,
            guard: None,
            statements: std::iter::once(print(table)).chain(drop_defaults(table)).map(Printed::plain).collect(),
        });
        let objects = objects.collect();
        let unchecked = tables.order.iter().any(|table| refers_elsewhere(database, table));
        if unchecked {
            self.text.push_str("\n-- A foreign key below refers to what is not there.\nSET foreign_key_checks = 0;\n");
        }
        self.section("Tables", objects);
        for table in tables.order.iter().filter(|table| apart.contains(&table.provenance.number)) {
            for key in &table.foreign_keys {
                let _ = write!(self.text, "\n{};\n", add_foreign_key(&database.name, &table.name, key));
            }
        }
        if unchecked {
            self.text.push_str("\nSET foreign_key_checks = 1;\n");
        }
    }

    fn rows(&mut self, tables: &Tables<'_>, unknown: &mut Vec<(String, String)>) {
        let having_rows: Vec<&Table> = tables.order.iter().copied().filter(|table| !table.rows.is_empty()).collect();
        let draws = Draws::of(having_rows.iter().copied());
        let reason = |table: &&Table| Some((table.name.to_string(), rows::unknown(table, &draws)?));
        unknown.extend(tables.order.iter().filter_map(reason));
        let known: Vec<&Table> =
            having_rows.into_iter().filter(|table| rows::unknown(table, &draws).is_none()).collect();
        if known.is_empty() {
            return;
        }
        self.heading("Rows");
        let statements = draws.statements();
        if !statements.is_empty() {
            let _ = write!(self.text, "\n-- Drawn once, and in several places.\n{statements}");
        }
        // Rows of one table may refer to each other, and those of a cycle to rows that come later.
        let unchecked = known.iter().any(|table| refers_ahead(table, tables));
        if unchecked {
            self.text.push_str("\nSET foreign_key_checks = 0;\n");
        }
        let own_mode = known.iter().any(|table| rows::need_own_mode(table));
        if own_mode {
            self.text.push_str("\nSET sql_mode = 'NO_AUTO_VALUE_ON_ZERO';\n");
        }
        for table in &known {
            self.text.push('\n');
            self.text.push_str(&rows::inserts(table, &draws, self.options.style));
        }
        if own_mode {
            let _ = writeln!(self.text, "\nSET sql_mode = '{}';", self.sql_mode);
        }
        if unchecked {
            self.text.push_str("\nSET foreign_key_checks = 1;\n");
        }
    }

    /// An object: where it is from, and the statements that make it.
    fn object(&mut self, object: &Object<'_>) {
        self.text.push('\n');
        if let (Some(place), Some((made, changed))) = (self.options.provenance, object.provenance.origins.split_first())
        {
            let changed: Vec<String> = changed.iter().map(|origin| place(*origin)).collect();
            self.text.push_str(&origin_comment(&place(*made), &changed));
        }
        if let Some(guard) = object.guard.as_ref().filter(|_| self.options.style == Style::Idempotent) {
            let _ = writeln!(self.text, "{guard};");
        }
        for statement in &object.statements {
            script::write(&mut self.text, statement, self.sql_mode);
        }
    }

    /// A view that the server has and cannot use: it cannot be made where what it reads is not there.
    fn broken_view(&mut self, database: &Database, broken: &BrokenView) {
        let Some(Relation::View(view)) = database.relations.get(&broken.name) else { return };
        let reason = broken.reason.replace('\n', " ");
        let _ = writeln!(self.text, "\n-- Left out, since it cannot be used: {reason}");
        for line in view::create_view(view).text.lines() {
            let _ = writeln!(self.text, "-- {line}");
        }
    }

    fn verbatim(&mut self) {
        if self.options.verbatim.is_empty() {
            return;
        }
        self.heading("Not modelled: kept as written, check that it still fits");
        for Verbatim { place, sql, reason, misfit } in self.options.verbatim {
            let _ = write!(self.text, "\n-- {place}: {}\n", reason.replace('\n', " "));
            match misfit {
                None => script::write(&mut self.text, &Printed::plain(sql.as_str()), self.sql_mode),
                Some(misfit) => {
                    let _ = writeln!(self.text, "-- It cannot run here: {}", misfit.replace('\n', " "));
                    for line in sql.lines() {
                        let _ = writeln!(self.text, "-- {line}");
                    }
                }
            }
        }
    }
}

/// A foreign key refers to a table or to columns that are not there, or to another database.
fn refers_elsewhere(database: &Database, table: &Table) -> bool {
    table.foreign_keys.iter().any(|key| {
        let parent = match database.relations.get(&key.parent.1) {
            Some(Relation::Table(parent)) if key.parent.0 == database.name => parent,
            _ => return true,
        };
        key.parent_columns.iter().any(|column| parent.column(column).is_none())
    })
}

/// Rows of the table may refer to rows that are written later.
fn refers_ahead(table: &Table, tables: &Tables<'_>) -> bool {
    let refers_to_itself = table.foreign_keys.iter().any(|key| key.parent.1 == table.name);
    refers_to_itself || tables.deferred.iter().any(|(deferred, _)| deferred.name == table.name)
}
