//! Writes a statement of SQLite.

use super::kinds;
use super::world::{Column, Scene, Table};
use crate::grammar::Author;
use crate::random::Random;
use crate::vocabulary::Vocabulary;

const RELATIONS: &[&str] =
    &["users", "orders", "items", "logs", "tags", "parts", "Mixed", "order", "notes", "größe", "v1", "v2", "v3"];
const COLUMNS: &[&str] =
    &["id", "name", "code", "price", "qty", "note", "at", "ref", "kind", "Upper", "group", "data", "flag", "a b"];
const PARTS: &[&str] = &["i1", "i2", "i3", "by_name", "c1"];
const TRIGGERS: &[&str] = &["t1", "t2", "t3", "Guard"];
const TYPES: &[&str] = &[
    "INTEGER",
    "INTEGER",
    "TEXT",
    "TEXT",
    "REAL",
    "BLOB",
    "NUMERIC",
    "",
    "VARCHAR(20)",
    "DATETIME",
    "BOOLEAN",
    "DECIMAL(10,2)",
    "INT",
    "ANY",
    "UNSIGNED BIG INT",
    "JSON",
];
const LITERALS: &[&str] = &[
    "1",
    "2",
    "3",
    "0",
    "-1",
    "42",
    "NULL",
    "'a'",
    "'b'",
    "''",
    "'O''Brien'",
    "1.5",
    "1e3",
    "x'4142'",
    "'2024-01-31'",
    "9223372036854775807",
    "'12'",
    "' 1'",
    "TRUE",
    "'é'",
    "0x10",
    "-0.0",
    "1e400",
    "0.1",
    "'a\nb'",
    "\"text\"",
];

/// Writes one statement, knowing what it will meet.
pub struct Writer<'a> {
    random: &'a mut Random,
    scene: &'a Scene,
    /// The table or view that the statement is about.
    relation: Option<&'a Table>,
    /// Columns that the statement itself makes.
    draft: Vec<Column>,
    /// How the relation's columns are qualified.
    qualifier: &'static str,
    /// The symbol for something that the statement needs and that is not there, so that it is bound to fail.
    pub missing: Option<String>,
    /// The current symbol stands for something that is not there.
    absent: bool,
    depth: usize,
}

impl<'a> Writer<'a> {
    pub fn new(random: &'a mut Random, scene: &'a Scene) -> Self {
        let (relation, draft, qualifier) = (None, Vec::new(), "");
        Self { random, scene, relation, draft, qualifier, missing: None, absent: false, depth: 0 }
    }

    fn columns(&self) -> Vec<Column> {
        self.relation.into_iter().flat_map(|table| &table.columns).chain(&self.draft).cloned().collect()
    }

    fn symbol_text(&mut self, name: &str) -> String {
        match name {
            "table" => self.relation_that(|table| table.kind == "table"),
            "view" => self.relation_that(|table| table.kind == "view"),
            "virtual" => self.relation_that(|table| table.kind == "virtual"),
            "relation" => self.relation_that(|_| true),
            "other" => {
                let relation = self.relation;
                let name = self.relation_that(|table| table.kind == "table");
                self.relation = relation;
                name
            }
            "index" => self.one_of(|scene| &scene.indexes, "i1"),
            "trigger" => self.one_of(|scene| &scene.triggers, "t1"),
            "column" => self.column(),
            "columns" => self.some_columns(),
            "new_column" => self.draft_name(),
            "type" => (*self.random.one(TYPES).expect("types")).to_owned(),
            "value" => (*self.random.one(LITERALS).expect("literals")).to_owned(),
            "row" => self.row(),
            "as_new" => self.qualify("NEW."),
            "as_old" => self.qualify("OLD."),
            "bare" => self.qualify(""),
            "forget" => {
                self.relation = None;
                self.draft.clear();
                String::new()
            }
            "new_relation" => self.new_relation(),
            "new_index" => quoted(self.random.one(PARTS).expect("names")),
            "new_trigger" => quoted(self.random.one(TRIGGERS).expect("names")),
            "column_name" => quoted(self.random.one(COLUMNS).expect("names")),
            other => panic!("no rule ${other}"),
        }
    }

    /// One of them, and now and then none.
    fn one<T>(&mut self, found: &[T]) -> Option<usize> {
        self.absent |= found.is_empty();
        if found.is_empty() || self.random.percent(3) { None } else { Some(self.random.below(found.len())) }
    }

    fn relation_that(&mut self, which: impl Fn(&Table) -> bool) -> String {
        let scene = self.scene;
        // Now and then another kind of relation.
        let any = self.random.percent(4);
        let found: Vec<&'a Table> = scene.tables.iter().filter(|table| any || which(table)).collect();
        let Some(at) = self.one(&found) else { return "no_such_table".into() };
        self.relation = Some(found[at]);
        let schema = if self.random.percent(3) { "main." } else { "" };
        format!("{schema}{}", quoted(&found[at].name))
    }

    fn one_of(&mut self, of: impl Fn(&Scene) -> &Vec<String>, otherwise: &str) -> String {
        let found = of(self.scene).clone();
        self.one(&found).map_or_else(|| otherwise.to_owned(), |at| quoted(&found[at]))
    }

    fn column(&mut self) -> String {
        let columns = self.columns();
        let name = match self.one(&columns) {
            Some(at) => &columns[at].name,
            None => *self.random.one(COLUMNS).expect("names"),
        };
        format!("{}{}", self.qualifier, quoted(name))
    }

    fn some_columns(&mut self) -> String {
        let count = if self.random.percent(70) { 1 } else { 2 };
        (0..count).map(|_| self.column()).collect::<Vec<_>>().join(", ")
    }

    fn draft_name(&mut self) -> String {
        let taken = self.columns();
        let is_fresh = |name: &&&str| taken.iter().all(|column| column.name != ***name);
        let fresh: Vec<&str> = COLUMNS.iter().filter(is_fresh).copied().collect();
        let pool = if fresh.is_empty() || self.random.percent(4) { COLUMNS } else { &fresh };
        let name = (*self.random.one(pool).expect("names")).to_owned();
        let text = quoted(&name);
        self.draft.push(Column { name, type_text: String::new(), is_generated: false });
        text
    }

    fn qualify(&mut self, qualifier: &'static str) -> String {
        self.qualifier = qualifier;
        String::new()
    }

    /// A name, mostly one that no table or view has yet.
    fn new_relation(&mut self) -> String {
        let scene = self.scene;
        let is_fresh = |name: &&&str| scene.tables.iter().all(|table| table.name != ***name);
        let fresh: Vec<&str> = RELATIONS.iter().filter(is_fresh).copied().collect();
        let pool = if fresh.is_empty() || self.random.percent(12) { RELATIONS } else { &fresh };
        quoted(self.random.one(pool).expect("names"))
    }

    /// `(columns) VALUES (…)` of the relation.
    fn row(&mut self) -> String {
        let mut columns = self.columns();
        columns.retain(|column| if column.is_generated { self.random.percent(3) } else { self.random.percent(85) });
        let count = 1 + self.random.below(3);
        let rows: Vec<String> = (0..count).map(|_| self.one_row(&columns)).collect();
        let names: Vec<String> = columns.iter().map(|column| quoted(&column.name)).collect();
        if names.is_empty() {
            "DEFAULT VALUES".into()
        } else {
            format!("({}) VALUES {}", names.join(", "), rows.join(", "))
        }
    }

    fn one_row(&mut self, columns: &[Column]) -> String {
        let mut values: Vec<String> = columns.iter().map(|column| self.cell(column)).collect();
        if self.random.percent(2) {
            values.push("1".into());
        }
        format!("({})", values.join(", "))
    }

    fn cell(&mut self, column: &Column) -> String {
        let is_integer = column.type_text.contains("INT") || column.name == "id";
        if self.random.percent(8) {
            let (relation, draft) = (self.relation.take(), std::mem::take(&mut self.draft));
            let text = self.expand("$expression");
            (self.relation, self.draft) = (relation, draft);
            return text;
        }
        if is_integer && self.random.percent(85) {
            return (1 + self.random.below(9)).to_string();
        }
        (*self.random.one(LITERALS).expect("literals")).to_owned()
    }
}

/// A name as SQL writes it.
fn quoted(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !["order", "group"].contains(&name);
    if is_plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

impl Author for Writer<'_> {
    fn vocabulary(&self) -> &'static Vocabulary {
        kinds::vocabulary()
    }

    fn random(&mut self) -> &mut Random {
        self.random
    }

    fn depth(&mut self) -> &mut usize {
        &mut self.depth
    }

    fn symbol(&mut self, name: &str) -> String {
        let absent = std::mem::take(&mut self.absent);
        let text = self.symbol_text(name);
        if self.absent && self.missing.is_none() {
            self.missing = Some(name.to_owned());
        }
        self.absent |= absent;
        text
    }
}
