//! `baseline.sql`: the definitions as SQLite keeps them, and the rows.

use super::database::{Database, Kind, Object};
use super::literal::{literal, name, text};
use super::rows::{Rows, Table};
use super::value::Value;
use crate::baseline::{DataMode, Header, Style, origin_comment};
use crate::source::Origin;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// As many rows stand in one `INSERT`.
const ROWS: usize = 500;

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
    /// Statements that were not run.
    pub left_out: &'a [Omission],
}

/// A statement that the baseline does without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omission {
    /// Where it stands, as shown to people.
    pub place: String,
    /// What it says.
    pub sql: String,
    /// Why it is left out.
    pub reason: String,
}

/// The baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// The script.
    pub sql: String,
    /// The rows, where they are a script of their own.
    pub data: Option<String>,
}

/// Writes the baseline of a database.
pub fn baseline(database: &Database, options: &EmitOptions<'_>) -> Baseline {
    let mut script = Script { text: options.header.to_comment(), options };
    script.settings(database);
    script.objects(database, "Tables", &[Kind::Table, Kind::VirtualTable, Kind::Index]);
    script.objects(database, "Views", &[Kind::View]);
    if options.data == DataMode::Keep {
        script.rows(database);
    }
    script.objects(database, "Triggers", &[Kind::Trigger]);
    if database.is_analyzed {
        script.text.push_str("\nANALYZE;\n");
    }
    script.left_out();
    let data = (options.data == DataMode::Separate).then(|| {
        let mut script = Script { text: options.header.to_data_comment(), options };
        script.rows(database);
        script.text
    });
    Baseline { sql: script.text, data }
}

struct Script<'a> {
    text: String,
    options: &'a EmitOptions<'a>,
}

impl Script<'_> {
    fn heading(&mut self, heading: &str) {
        let heading = format!("-- {heading} ");
        let _ = write!(self.text, "\n\n{heading:-<80}\n");
    }

    /// The encoding and the way of vacuuming are settled before the first table.
    fn settings(&mut self, database: &Database) {
        let settings = &database.settings;
        let mut lines = Vec::new();
        if settings.encoding != "UTF-8" {
            lines.push(format!("PRAGMA encoding = '{}';\n", settings.encoding));
        }
        if let Some(mode) = &settings.journal_mode {
            lines.push(format!("PRAGMA journal_mode = {mode};\n"));
        }
        let numbers = [
            ("auto_vacuum", settings.auto_vacuum),
            ("application_id", settings.application_id),
            ("user_version", settings.user_version),
        ];
        lines.extend(
            numbers
                .into_iter()
                .filter(|(_, value)| *value != 0)
                .map(|(pragma, value)| format!("PRAGMA {pragma} = {value};\n")),
        );
        if !lines.is_empty() {
            self.heading("Settings");
            self.text.push('\n');
            self.text.extend(lines);
        }
    }

    fn objects(&mut self, database: &Database, heading: &str, kinds: &[Kind]) {
        let mut objects = database.objects.iter().filter(|object| kinds.contains(&object.kind)).peekable();
        if objects.peek().is_some() {
            self.heading(heading);
        }
        for object in objects {
            self.object(object);
        }
    }

    fn object(&mut self, object: &Object) {
        if object.kind != Kind::Index || self.options.provenance.is_some() {
            self.text.push('\n');
        }
        if let (Some(place), Some(created)) = (self.options.provenance, object.created) {
            let changed: Vec<String> = object.changed.iter().map(|origin| place(*origin)).collect();
            self.text.push_str(&origin_comment(&place(created), &changed));
        }
        match self.options.style {
            Style::Plain => self.text.push_str(&object.sql),
            Style::Idempotent => self.text.push_str(&guarded(&object.sql)),
        }
        // A comment at the end would swallow the semicolon.
        let last = object.sql.lines().next_back().unwrap_or_default();
        self.text.push_str(if last.contains("--") { "\n;\n" } else { ";\n" });
    }

    fn rows(&mut self, database: &Database) {
        let tables: Vec<&Table> = in_order(database).into_iter().filter(|table| !table.rows.is_empty()).collect();
        if tables.is_empty() && database.sequences.is_empty() {
            return;
        }
        self.heading("Rows");
        if database.has_dangling_rows || refers_ahead(&tables) || refers_to_nothing(&tables, database) {
            self.text.push_str(
                "\n-- Some of these refer to rows that come later, or to none.\nPRAGMA foreign_keys = OFF;\n",
            );
        }
        if database.has_unchecked_rows {
            self.text.push_str(
                "\n-- Some of these do not meet the conditions of their tables.\nPRAGMA ignore_check_constraints = ON;\n",
            );
        }
        for table in tables {
            self.rows_of(table, database);
        }
        if database.has_unchecked_rows {
            self.text.push_str("\nPRAGMA ignore_check_constraints = OFF;\n");
        }
        self.sequences(&database.sequences);
    }

    fn rows_of(&mut self, table: &Table, database: &Database) {
        let Rows::Known(rows) = &table.rows else { return };
        if has_foreign_content(table, database) {
            let name = name(&table.name);
            let _ = write!(self.text, "\nINSERT INTO {name} ({name}) VALUES ('rebuild');\n");
            return;
        }
        let columns: Vec<String> = table.columns.iter().map(|column| name(&column.name)).collect();
        let columns = columns.join(", ");
        // Guarded, they go in where the table is empty: so all at once.
        let (chunk, guard) = match self.options.style {
            Style::Plain => (ROWS, None),
            Style::Idempotent => (rows.len(), Some(name(&table.name))),
        };
        for chunk in rows.chunks(chunk) {
            let row = |row: &Vec<Value>| format!("    ({})", row.iter().map(literal).collect::<Vec<_>>().join(", "));
            let values = chunk.iter().map(row).collect::<Vec<_>>().join(",\n");
            let head = format!("\nINSERT INTO {} ({columns})", name(&table.name));
            let _ = match &guard {
                None => writeln!(self.text, "{head} VALUES\n{values};"),
                Some(table) => writeln!(
                    self.text,
                    "{head}\nSELECT * FROM (VALUES\n{values}\n) WHERE NOT EXISTS (SELECT 1 FROM {table});"
                ),
            };
        }
    }

    /// What `AUTOINCREMENT` gives out next.
    fn sequences(&mut self, sequences: &[(String, i64)]) {
        if sequences.is_empty() {
            return;
        }
        let values: Vec<String> =
            sequences.iter().map(|(table, last)| format!("    ({}, {last})", text(table.as_bytes()))).collect();
        let tables: Vec<String> = sequences.iter().map(|(table, _)| text(table.as_bytes())).collect();
        let _ = write!(
            self.text,
            "\nDELETE FROM sqlite_sequence WHERE name IN ({});\nINSERT INTO sqlite_sequence (name, seq) VALUES\n{};\n",
            tables.join(", "),
            values.join(",\n")
        );
    }

    fn left_out(&mut self) {
        if self.options.left_out.is_empty() {
            return;
        }
        self.heading("Left out");
        for Omission { place, sql, reason } in self.options.left_out {
            let _ = write!(self.text, "\n-- from {place}: {reason}\n");
            for line in sql.lines() {
                let _ = writeln!(self.text, "-- {line}");
            }
        }
    }
}

/// A definition that does nothing where the object is there already. SQLite writes the head of each itself, in one form.
fn guarded(sql: &str) -> String {
    const HEADS: [&str; 6] = [
        "CREATE TABLE ",
        "CREATE VIRTUAL TABLE ",
        "CREATE INDEX ",
        "CREATE UNIQUE INDEX ",
        "CREATE VIEW ",
        "CREATE TRIGGER ",
    ];
    let head = HEADS.into_iter().find_map(|head| Some((head, sql.strip_prefix(head)?)));
    head.map_or_else(|| sql.to_owned(), |(head, rest)| format!("{head}IF NOT EXISTS {rest}"))
}

/// A full text index over rows that are another table's reads them there.
fn has_foreign_content(table: &Table, database: &Database) -> bool {
    let object = database.objects.iter().find(|object| object.name == table.name);
    object.and_then(Object::content).is_some_and(|content| !content.is_empty())
}

/// The tables, those that others refer to first; among those that refer to each other, as they were made. Virtual tables come last, since they may read
/// others.
fn in_order(database: &Database) -> Vec<&Table> {
    let virtual_tables = database.objects.iter().filter(|object| object.kind == Kind::VirtualTable);
    let names: BTreeSet<&str> = virtual_tables.map(|object| object.name.as_str()).collect();
    let (last, first): (Vec<&Table>, Vec<&Table>) =
        database.tables.iter().partition(|table| names.contains(table.name.as_str()));
    let by_name = first.iter().map(|table| (table.name.to_ascii_lowercase(), *table)).collect();
    let mut order = Vec::new();
    let mut seen = BTreeSet::new();
    for table in first {
        visit(table, &by_name, &mut seen, &mut order);
    }
    order.extend(last);
    order
}

/// Whether some table refers to itself or to one that comes after it.
fn refers_ahead(tables: &[&Table]) -> bool {
    let named = tables.iter().enumerate().map(|(place, table)| (table.name.to_ascii_lowercase(), place));
    let places: BTreeMap<String, usize> = named.collect();
    tables.iter().enumerate().any(|(own, table)| {
        let mut referenced = table.references.iter().filter_map(|name| places.get(&name.to_ascii_lowercase()));
        referenced.any(|other| *other >= own)
    })
}

/// Whether some table refers to one that is not there: then rows are refused, even those that refer to nothing.
fn refers_to_nothing(tables: &[&Table], database: &Database) -> bool {
    let is_there = |name: &String| database.tables.iter().any(|table| table.name.eq_ignore_ascii_case(name));
    tables.iter().flat_map(|table| &table.references).any(|name| !is_there(name))
}

fn visit<'a>(
    table: &'a Table,
    tables: &BTreeMap<String, &'a Table>,
    seen: &mut BTreeSet<&'a str>,
    order: &mut Vec<&'a Table>,
) {
    // A stack of its own instead of the machine's: a chain of tables may be long.
    let mut stack = vec![(table, 0)];
    if !seen.insert(&table.name) {
        return;
    }
    while let Some((table, next)) = stack.pop() {
        let Some(referenced) = table.references.get(next) else {
            order.push(table);
            continue;
        };
        stack.push((table, next + 1));
        let parent = tables.get(&referenced.to_ascii_lowercase()).copied();
        if let Some(parent) = parent.filter(|parent| seen.insert(&parent.name)) {
            stack.push((parent, 0));
        }
    }
}
