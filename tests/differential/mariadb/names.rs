//! Names of what is there, and of what could be made.

use super::scene::{Column, Key, Kind, Named, Routine, Table};
use super::types::Family;
use super::writer::Writer;
use crate::grammar::Author;

const RELATIONS: &[&str] = &[
    "users", "orders", "items", "logs", "tags", "parts", "Mixed", "key", "notes", "links", "rooms", "prices", "teams",
    "größe", "v1", "v2", "v3",
];
const COLUMNS: &[&str] =
    &["id", "name", "code", "price", "qty", "note", "at", "ref", "kind", "Upper", "order", "data", "flag", "parent_id"];
const DATABASES: &[&str] = &["shop", "old"];
const PARTS: &[&str] = &["k1", "k2", "k3", "name", "users_ibfk_1", "fk_one", "c1", "PRIMARY", "positive"];
const ROUTINES: &[&str] = &["total", "touch", "add_one", "label_of", "Act", "count_of", "note_it", "check_it"];
const TRIGGERS: &[&str] = &["t1", "t2", "t3", "Guard", "stamps", "t4"];
const EVENTS: &[&str] = &["nightly", "once", "Cleanup"];
const SEQUENCES: &[&str] = &["s1", "s2", "numbers"];
const LONG: &str = "a_name_that_is_longer_than_the_sixty_four_characters_that_are_allowed_here";

/// A name as SQL writes it.
pub fn quoted(name: &str) -> String {
    let is_plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') && !["key", "order"].contains(&name);
    if is_plain { name.to_owned() } else { format!("`{}`", name.replace('`', "``")) }
}

impl<'a> Writer<'a> {
    /// The text of `$name`, whether it is there or not.
    pub fn symbol_text(&mut self, name: &str) -> String {
        match name {
            "table" => self.relation_that(|table| table.kind == Kind::Table),
            "view" => self.relation_that(|table| table.kind == Kind::View),
            "relation" => self.relation_that(|table| table.kind != Kind::Sequence),
            "keyed" => self.relation_that(|table| table.keys.iter().any(|key| key.name != "PRIMARY")),
            "referring" => self.relation_that(|table| !table.foreign_keys.is_empty()),
            "checked" => self.relation_that(|table| !table.checks.is_empty()),
            "other" => self.other(|table| table.kind == Kind::Table),
            "sequence" => self.other(|table| table.kind == Kind::Sequence),
            "database" => self.database(),
            "key" => self.key(),
            "foreign" => self.part(|table| &table.foreign_keys, "users_ibfk_1"),
            "check" => self.part(|table| &table.checks, "c1"),
            "trigger" => self.named(|writer| &writer.scene.triggers, "t1"),
            "event" => self.named(|writer| &writer.scene.events, "nightly"),
            "function" => self.routine(|routine| routine.is_function),
            "procedure" => self.routine(|routine| !routine.is_function),
            "function_call" => self.call(|routine| routine.is_function),
            "procedure_call" => self.call(|routine| !routine.is_function),
            "column" => self.any_column(),
            "old_column" => self.old_column(),
            "columns" => self.some_columns(),
            "all_columns" => self.columns().iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", "),
            "new_column" => self.draft_name(),
            "forget" => self.forget(),
            "as_t" => self.qualify("t."),
            "as_new" => self.qualify("NEW."),
            "as_old" => self.qualify("OLD."),
            "bare" => self.qualify(""),
            "foreign_key" => self.foreign_key(),
            "referenced" => self.referenced(),
            "type" => self.type_name(),
            "value" => self.value(),
            "fitting" => self.fitting(),
            "row" => self.row_values(),
            "row_set" => self.row_set(),
            "assignment" => format!("{} = {}", self.any_column(), self.fitting()),
            _ => self.pool(name),
        }
    }

    fn pool(&mut self, name: &str) -> String {
        let pool = match name {
            "new_relation" => return self.new_relation(),
            "new_routine" => ROUTINES,
            "new_trigger" => TRIGGERS,
            "new_event" => EVENTS,
            "new_sequence" => SEQUENCES,
            "new_part" => PARTS,
            "new_database" => DATABASES,
            "column_name" => COLUMNS,
            "number_leaf" => return self.leaf(&[Family::Integer, Family::Decimal, Family::Float], Family::Integer),
            "text_leaf" => return self.leaf(&[Family::Text, Family::Enum], Family::Text),
            "date_leaf" => return self.leaf(&[Family::Date, Family::DateTime], Family::Date),
            "json_leaf" => return self.leaf(&[Family::Json], Family::Json),
            other => panic!("no rule ${other}"),
        };
        if self.random.percent(1) {
            return LONG.to_owned();
        }
        quoted(self.random.one(pool).expect("names"))
    }

    /// A name with its database where that is needed, and now and then where it is not.
    fn qualified(&mut self, named: &Named) -> String {
        let name = quoted(&named.name);
        if named.database != self.scene.current || self.random.percent(5) {
            format!("{}.{name}", quoted(&named.database))
        } else {
            name
        }
    }

    /// A name, mostly one that no table or view has yet.
    fn new_relation(&mut self) -> String {
        let scene = self.scene;
        let is_taken = |name: &str| scene.tables.iter().any(|table| table.named.name == name);
        let mut fresh: Vec<&str> = RELATIONS.iter().copied().filter(|name| !is_taken(name)).collect();
        if fresh.is_empty() || self.random.percent(15) {
            fresh = RELATIONS.to_vec();
        }
        let name = quoted(self.random.one(&fresh).expect("names"));
        match self.random.below(30) {
            0 => LONG.to_owned(),
            1 | 2 => format!("{}.{name}", self.database()),
            _ => name,
        }
    }

    fn draft_name(&mut self) -> String {
        let columns = self.columns();
        let is_taken = |name: &str| columns.iter().any(|column| column.name == name);
        let fresh: Vec<&str> = COLUMNS.iter().copied().filter(|name| !is_taken(name)).collect();
        let pool = if fresh.is_empty() || self.random.percent(4) { COLUMNS } else { &fresh };
        self.new_column = (*self.random.one(pool).expect("names")).to_owned();
        quoted(&self.new_column)
    }

    /// Nothing: what follows may name no column.
    fn forget(&mut self) -> String {
        self.relation = None;
        self.draft.clear();
        self.qualify("")
    }

    fn qualify(&mut self, qualifier: &'static str) -> String {
        self.qualifier = qualifier;
        String::new()
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
        self.qualified(&found[at].named)
    }

    /// Another table, which does not become the one that the statement is about.
    fn other(&mut self, which: impl Fn(&Table) -> bool) -> String {
        let relation = self.relation;
        let name = self.relation_that(which);
        self.relation = relation;
        name
    }

    fn database(&mut self) -> String {
        let found = &self.scene.databases;
        self.one(found).map_or_else(|| "nowhere".into(), |at| quoted(&found[at]))
    }

    /// A key of the relation.
    fn key(&mut self) -> String {
        let keys: Vec<&Key> = self.relation.into_iter().flat_map(|table| &table.keys).collect();
        let keys: Vec<&Key> = keys.into_iter().filter(|key| key.name != "PRIMARY").collect();
        self.one(&keys).map_or_else(|| "k1".into(), |at| quoted(&keys[at].name))
    }

    fn part(&mut self, of: impl Fn(&Table) -> &Vec<String>, otherwise: &str) -> String {
        let found: Vec<String> = self.relation.into_iter().flat_map(of).cloned().collect();
        self.one(&found).map_or_else(|| otherwise.to_owned(), |at| quoted(&found[at]))
    }

    fn named(&mut self, of: impl Fn(&Self) -> &Vec<Named>, otherwise: &str) -> String {
        let found = of(self).clone();
        self.one(&found).map_or_else(|| otherwise.to_owned(), |at| self.qualified(&found[at]))
    }

    fn one_routine(&mut self, which: impl Fn(&Routine) -> bool) -> Option<&'a Routine> {
        let found: Vec<&'a Routine> = self.scene.routines.iter().filter(|routine| which(routine)).collect();
        self.one(&found).map(|at| found[at])
    }

    fn routine(&mut self, which: impl Fn(&Routine) -> bool) -> String {
        match self.one_routine(which) {
            Some(routine) => self.qualified(&routine.named),
            None => "no_such_routine".into(),
        }
    }

    /// A call of a routine, with a variable where it writes.
    fn call(&mut self, which: impl Fn(&Routine) -> bool) -> String {
        let Some(routine) = self.one_routine(which) else { return "no_such_routine()".into() };
        let mut arguments: Vec<String> = Vec::new();
        for (mode, family) in &routine.parameters {
            let variable = mode.ends_with("OUT") && self.random.percent(95);
            let argument = if variable { "$uservar".to_owned() } else { self.leaf(&[*family], *family) };
            arguments.push(if variable { self.expand(&argument) } else { argument });
        }
        if self.random.percent(4) {
            arguments.push("1".into());
        }
        format!("{}({})", self.qualified(&routine.named), arguments.join(", "))
    }

    fn any_column(&mut self) -> String {
        let columns = self.columns();
        let Some(at) = self.one(&columns) else {
            return format!("{}{}", self.qualifier, quoted(self.random.one(COLUMNS).expect("names")));
        };
        self.column = Some(columns[at].clone());
        format!("{}{}", self.qualifier, quoted(&columns[at].name))
    }

    /// A column that is there, of which a new definition comes next.
    fn old_column(&mut self) -> String {
        let name = self.any_column();
        self.new_column.clear();
        name
    }

    fn some_columns(&mut self) -> String {
        let count = if self.random.percent(70) { 1 } else { 2 };
        let mut names: Vec<String> = Vec::new();
        for _ in 0..count {
            let name = self.any_column();
            let needs_length = self.column.as_ref().is_some_and(needs_length);
            if needs_length && self.random.percent(80) {
                names.push(format!("{name}(10)"));
            } else if !names.contains(&name) || self.random.percent(5) {
                names.push(name);
            }
        }
        names.join(", ")
    }

    /// `(columns) REFERENCES …` with columns of the relation that have the types of a key.
    fn foreign_key(&mut self) -> String {
        let columns = self.columns();
        let mut fitting: Vec<(String, String)> = Vec::new();
        for (table, key) in self.keys() {
            let of_type =
                |column: &Column| table.columns.iter().any(|c| c.name == key && c.type_text == column.type_text);
            for column in columns.iter().filter(|column| of_type(column) || plainly_alike(column, table, &key)) {
                fitting.push((quoted(&column.name), format!("{} ({})", self.plain(&table.named), quoted(&key))));
            }
        }
        match self.one(&fitting) {
            Some(at) if self.random.percent(94) => format!("({}) REFERENCES {}", fitting[at].0, fitting[at].1),
            _ => {
                let own = self.some_columns();
                format!("({own}) REFERENCES {} ({})", self.other(|table| table.kind == Kind::Table), "id")
            }
        }
    }

    /// A key of a table with the type of the column named last.
    fn referenced(&mut self) -> String {
        let Some(column) = self.column.clone() else { return "no_such_table (id)".into() };
        let keys = self.keys();
        let keys: Vec<_> = keys.into_iter().filter(|(table, key)| plainly_alike(&column, table, key)).collect();
        match self.one(&keys) {
            Some(at) => format!("{} ({})", self.plain(&keys[at].0.named), quoted(&keys[at].1)),
            None => format!("{} (id)", self.other(|table| table.kind == Kind::Table)),
        }
    }

    fn plain(&self, named: &Named) -> String {
        if named.database == self.scene.current {
            quoted(&named.name)
        } else {
            format!("{}.{}", quoted(&named.database), quoted(&named.name))
        }
    }

    /// Tables with the first columns of their keys.
    fn keys(&self) -> Vec<(&'a Table, String)> {
        let tables = self.scene.tables.iter().filter(|table| table.kind == Kind::Table);
        tables
            .flat_map(|table| table.keys.iter().filter_map(move |key| Some((table, key.columns.first()?.clone()))))
            .collect()
    }
}

/// Whether a key on the whole column is refused.
pub fn needs_length(column: &Column) -> bool {
    let text = column.type_text.to_ascii_lowercase();
    text.contains("text") || text.contains("blob") || text.starts_with("json")
}

/// Whether a column has the type of a table's column, but for the width that the server adds.
fn plainly_alike(column: &Column, table: &Table, name: &str) -> bool {
    let plain = |text: &str| {
        let text = text.to_ascii_lowercase();
        if text.contains("int") {
            text.chars().filter(|c| !c.is_ascii_digit() && !"()".contains(*c)).collect()
        } else {
            text
        }
    };
    table.columns.iter().any(|other| other.name == name && plain(&other.type_text) == plain(&column.type_text))
}
