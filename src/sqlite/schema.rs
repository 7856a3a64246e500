//! A database in words that all engines share: its definitions are made once more, and asked for.

use super::database::{Database, Kind, Object};
use super::declared::meaning;
use super::definition::Definition;
use super::world::World;
use crate::dialect::Dialect;
use crate::schema::{
    Action, Check, Column, DefaultMeaning, DefaultValue, Deferral, ForeignKey, Generated, Index, IndexPart, Key,
    Meaning, PartTarget, Provenance, Schema, Table, TableKind, Trigger, Type, View, reads,
};
use indexmap::IndexMap;
use rusqlite::{Connection, Error};

/// Describes a database.
///
/// # Errors
/// SQLite cannot make a database in memory.
pub fn schema(database: &Database) -> Result<Schema, Error> {
    let world = World::new(None)?;
    let of_kind = |kinds: &'static [Kind]| database.objects.iter().filter(|object| kinds.contains(&object.kind));
    let tables = [Kind::Table, Kind::VirtualTable];
    for object in of_kind(&[Kind::Table, Kind::VirtualTable]).chain(of_kind(&[Kind::Index, Kind::View])) {
        // What it made once it makes again; if not, its pragmas find nothing.
        let _made = world.run(&object.sql);
    }
    let mut schema = Schema::new(Dialect::Sqlite);
    for object in database.objects.iter().filter(|object| tables.contains(&object.kind)) {
        schema.tables.insert(object.name.clone(), table(world.connection(), object)?);
    }
    let relations: Vec<String> =
        of_kind(&[Kind::Table, Kind::VirtualTable, Kind::View]).map(|object| object.name.clone()).collect();
    for object in of_kind(&[Kind::Index, Kind::View, Kind::Trigger]) {
        match object.kind {
            Kind::View => {
                schema.views.insert(object.name.clone(), view(world.connection(), object, &relations)?);
            }
            Kind::Index => {
                let described = index(world.connection(), object)?;
                table_of(&mut schema, &object.table, |table| table.indexes.push(described));
            }
            _ => table_of(&mut schema, &object.table, |table| table.triggers.push(trigger(object))),
        }
    }
    resolve_parents(&mut schema);
    Ok(schema)
}

/// An index or trigger may write its table's name in other letters.
fn table_of(schema: &mut Schema, name: &str, change: impl FnOnce(&mut Table)) {
    let exact = schema.tables.get_index_of(name);
    let found = exact.or_else(|| schema.tables.keys().position(|other| other.eq_ignore_ascii_case(name)));
    if let Some((_, table)) = found.and_then(|at| schema.tables.get_index_mut(at)) {
        change(table);
    }
}

fn provenance(object: &Object) -> Provenance {
    Provenance { created: object.created, changed: object.changed.clone() }
}

/// Which of the statements that changed a table made or changed a part of it, nobody kept account of.
fn of_part(object: &Object) -> Provenance {
    Provenance { created: object.created.filter(|_| object.changed.is_empty()), changed: Vec::new() }
}

fn table(connection: &Connection, object: &Object) -> Result<Table, Error> {
    let is_virtual = object.kind == Kind::VirtualTable;
    let kind = if is_virtual { TableKind::Virtual } else { TableKind::Base };
    let mut table = Table::new(kind, provenance(object));
    let definition = Definition::new(&object.sql);
    let items = if is_virtual { Vec::new() } else { definition.items() };
    table.clauses = if is_virtual { object.sql.clone() } else { definition.tail() };
    let rows = columns(connection, &object.name)?;
    let primary: Vec<&Row> = {
        let mut primary: Vec<&Row> = rows.iter().filter(|row| row.key > 0).collect();
        primary.sort_by_key(|row| row.key);
        primary
    };
    let is_row_number = match &primary[..] {
        [only] => only.declared.eq_ignore_ascii_case("integer") && !table.clauses.contains("WITHOUT ROWID"),
        _ => false,
    };
    if !primary.is_empty() {
        let columns = primary.iter().map(|row| row.name.clone()).collect();
        table.primary_key = Some(key(columns, of_part(object)));
    }
    for row in &rows {
        let item = items.iter().find(|item| item.column().is_some_and(|name| name == row.name));
        let number = if row.key > 0 && is_row_number { RowNumber::Is } else { RowNumber::IsNot };
        table.columns.insert(row.name.clone(), column(row, item, number, object));
    }
    table.unique_keys = unique_keys(connection, object)?;
    table.foreign_keys = foreign_keys(connection, object, &items)?;
    let checks = items.iter().flat_map(Definition::checks);
    table.checks = checks
        .map(|check| Check {
            name: check.name,
            definition: format!("CHECK ({})", check.expression),
            expression: check.expression,
            provenance: of_part(object),
        })
        .collect();
    Ok(table)
}

fn key(columns: Vec<String>, provenance: Provenance) -> Key {
    Key { name: None, definition: format!("({})", columns.join(", ")), columns, provenance }
}

/// A row of `pragma_table_xinfo`.
struct Row {
    name: String,
    declared: String,
    not_null: bool,
    default: Option<String>,
    /// Its place in the primary key, from 1; 0 is none.
    key: i64,
    /// 2 is computed when it is read, 3 is stored.
    hidden: i64,
}

fn columns(connection: &Connection, table: &str) -> Result<Vec<Row>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?1, 'main') WHERE hidden <> 1",
    )?;
    let rows = statement.query_map([table], |row| {
        Ok(Row {
            name: row.get(0)?,
            declared: row.get(1)?,
            not_null: row.get(2)?,
            default: row.get(3)?,
            key: row.get(4)?,
            hidden: row.get(5)?,
        })
    })?;
    rows.collect()
}

/// Whether a column is another name of its table's row number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RowNumber {
    Is,
    IsNot,
}

fn column(row: &Row, item: Option<&Definition<'_>>, number: RowNumber, object: &Object) -> Column {
    let said = item.map(Definition::column_text).unwrap_or_default();
    // `AS` is a word of the type's in `GENERATED ALWAYS AS` for old versions only; the pragma knows.
    let declared = row.declared.trim_end_matches("GENERATED ALWAYS").trim();
    let meaning = meaning(declared);
    let default = match (number, said.autoincrement) {
        (RowNumber::Is, true) => Some(DefaultValue::auto_increment("AUTOINCREMENT")),
        (RowNumber::Is, false) => {
            Some(DefaultValue { text: "INTEGER PRIMARY KEY".to_owned(), meaning: DefaultMeaning::RowNumber })
        }
        (RowNumber::IsNot, _) => default(row, &meaning),
    };
    let expression = said.generated.filter(|_| row.hidden > 1);
    Column {
        name: row.name.clone(),
        column_type: Type { text: declared.to_owned(), meaning },
        collation: said.collation.filter(|name| !name.eq_ignore_ascii_case("binary")),
        nullable: !row.not_null && number == RowNumber::IsNot,
        default,
        generated: expression.map(|expression| Generated { expression, stored: row.hidden == 3 }),
        on_update: None,
        comment: None,
        provenance: of_part(object),
    }
}

fn default(row: &Row, meaning: &Meaning) -> Option<DefaultValue> {
    DefaultValue::new(row.default.as_deref()?, Dialect::Sqlite, meaning)
}

/// The unique constraints: those indexes that a constraint made.
fn unique_keys(connection: &Connection, object: &Object) -> Result<Vec<Key>, Error> {
    let mut statement = connection
        .prepare_cached("SELECT name FROM pragma_index_list(?1, 'main') WHERE origin = 'u' ORDER BY seq DESC")?;
    let names: Vec<String> = statement.query_map([&object.name], |row| row.get(0))?.collect::<Result<_, Error>>()?;
    let mut columns = connection.prepare_cached("SELECT name FROM pragma_index_info(?1, 'main') ORDER BY seqno")?;
    let keys = names.iter().map(|name| {
        let columns = columns.query_map([name], |row| row.get(0))?.collect::<Result<_, Error>>()?;
        Ok(key(columns, of_part(object)))
    });
    keys.collect()
}

fn foreign_keys(connection: &Connection, object: &Object, items: &[Definition<'_>]) -> Result<Vec<ForeignKey>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT id, \"table\", \"from\", \"to\", on_update, on_delete FROM pragma_foreign_key_list(?1, 'main') ORDER BY id DESC, seq",
    )?;
    let mut rows = statement.query([&object.name])?;
    let mut keys: IndexMap<i64, ForeignKey> = IndexMap::new();
    while let Some(row) = rows.next()? {
        let (on_update, on_delete): (String, String) = (row.get(4)?, row.get(5)?);
        let parent: String = row.get(1)?;
        let key = keys.entry(row.get(0)?).or_insert_with(|| ForeignKey {
            name: None,
            columns: Vec::new(),
            parent,
            parent_columns: Vec::new(),
            on_delete: action(&on_delete),
            on_update: action(&on_update),
            deferral: Deferral::Never,
            definition: String::new(),
            provenance: of_part(object),
        });
        key.columns.push(row.get(2)?);
        key.parent_columns.extend(row.get::<_, Option<String>>(3)?);
    }
    let mut keys: Vec<ForeignKey> = keys.into_values().collect();
    for key in &mut keys {
        let first = key.columns.first().map(String::as_str);
        let item = items.iter().find(|item| item.deferral().is_some() && item.first_key_column().as_deref() == first);
        key.deferral = item.and_then(Definition::deferral).unwrap_or_default();
        key.name = item.and_then(Definition::constraint_name);
    }
    Ok(keys)
}

fn action(word: &str) -> Action {
    match word {
        "RESTRICT" => Action::Restrict,
        "CASCADE" => Action::Cascade,
        "SET NULL" => Action::SetNull,
        "SET DEFAULT" => Action::SetDefault,
        _ => Action::NoAction,
    }
}

/// A foreign key without columns of its parent means the primary key; and names are in the letters of what they name.
fn resolve_parents(schema: &mut Schema) {
    let keys: IndexMap<String, (String, Vec<String>)> = schema
        .tables
        .iter()
        .map(|(name, table)| {
            let columns = table.primary_key.as_ref().map_or_else(Vec::new, |key| key.columns.clone());
            (name.to_ascii_lowercase(), (name.clone(), columns))
        })
        .collect();
    for key in schema.tables.values_mut().flat_map(|table| &mut table.foreign_keys) {
        if let Some((name, columns)) = keys.get(&key.parent.to_ascii_lowercase()) {
            key.parent.clone_from(name);
            if key.parent_columns.is_empty() {
                key.parent_columns.clone_from(columns);
            }
        }
    }
}

fn index(connection: &Connection, object: &Object) -> Result<Index, Error> {
    let definition = Definition::new(&object.sql);
    let items = definition.items();
    let mut statement = connection.prepare_cached(
        "SELECT name, \"desc\", coll FROM pragma_index_xinfo(?1, 'main') WHERE key = 1 ORDER BY seqno",
    )?;
    let rows = statement.query_map([&object.name], |row| {
        Ok((row.get::<_, Option<String>>(0)?, row.get::<_, bool>(1)?, row.get::<_, Option<String>>(2)?))
    })?;
    let mut parts = Vec::new();
    for (row, item) in rows.zip(&items) {
        let (column, descending, collation) = row?;
        let target = column.map_or_else(|| PartTarget::Expression(item.expression()), PartTarget::Column);
        let options = collation.filter(|name| !name.eq_ignore_ascii_case("binary")).unwrap_or_default();
        parts.push(IndexPart { target, prefix: None, descending, options });
    }
    let unique = object.sql.split_whitespace().nth(1).is_some_and(|word| word.eq_ignore_ascii_case("unique"));
    Ok(Index {
        name: object.name.clone(),
        unique,
        parts,
        predicate: definition.predicate(),
        method: None,
        implicit: false,
        definition: object.sql.clone(),
        provenance: provenance(object),
    })
}

fn view(connection: &Connection, object: &Object, relations: &[String]) -> Result<View, Error> {
    let query = Definition::new(&object.sql).query().to_owned();
    let mut statement = connection.prepare_cached("SELECT name FROM pragma_table_xinfo(?1, 'main')")?;
    // A view of what is not there has no columns.
    let columns = statement.query_map([&object.name], |row| row.get(0)).and_then(Iterator::collect);
    Ok(View {
        columns: columns.unwrap_or_default(),
        reads: reads(&query, Dialect::Sqlite, relations).into_iter().filter(|name| *name != object.name).collect(),
        query,
        materialized: false,
        definition: object.sql.clone(),
        provenance: provenance(object),
    })
}

fn trigger(object: &Object) -> Trigger {
    let (timing, events) = Definition::new(&object.sql).timing();
    Trigger {
        name: object.name.clone(),
        timing,
        events,
        definition: object.sql.clone(),
        provenance: provenance(object),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::environment::Environment;
    use crate::history::{History, ReadOptions};
    use crate::run::OnFailure;

    fn described(sql: &str) -> Schema {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("1.sql"), sql).expect("written");
        let options = ReadOptions { dialect: Some(Dialect::Sqlite), ..ReadOptions::default() };
        let history = History::read(folder.path(), &options).expect("read");
        let replay = crate::sqlite::replay(&history, &Environment::default(), OnFailure::Continue).expect("runs");
        schema(&replay.database).expect("is described")
    }

    #[test]
    fn pragmas_and_texts_together_tell_all() {
        let schema = described(
            "CREATE TABLE Users (id INTEGER PRIMARY KEY, mail VARCHAR(80) NOT NULL UNIQUE COLLATE NOCASE, at DATETIME DEFAULT CURRENT_TIMESTAMP, \
             size INT GENERATED ALWAYS AS (length(mail)) STORED, flag BOOLEAN DEFAULT 0 CHECK (flag IN (0, 1)));\
             CREATE TABLE posts (a INT, b INT, author INT REFERENCES users ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED, PRIMARY KEY (b, a));\
             CREATE UNIQUE INDEX late ON posts (lower(a), b DESC) WHERE a > 0; CREATE VIEW v AS SELECT mail AS m FROM users;\
             CREATE TRIGGER g AFTER DELETE ON USERS BEGIN SELECT 1; END;",
        );
        let users = &schema.tables["Users"];
        let default = |name: &str| users.columns[name].default.as_ref().map(|default| default.meaning.clone());
        assert_eq!(default("id"), Some(DefaultMeaning::RowNumber));
        assert_eq!(default("at"), Some(DefaultMeaning::Now));
        assert_eq!(default("flag"), Some(DefaultMeaning::Boolean(false)));
        assert!(!users.columns["id"].nullable && users.columns["at"].nullable);
        assert_eq!(users.columns["mail"].collation.as_deref(), Some("NOCASE"));
        let size = users.columns["size"].generated.as_ref().expect("is generated");
        assert_eq!((size.expression.as_str(), size.stored), ("length(mail)", true));
        assert_eq!(users.checks[0].expression, "flag IN (0, 1)");
        assert_eq!(users.unique_keys[0].columns, ["mail"]);
        assert_eq!(users.triggers[0].events, ["DELETE"]);
        let posts = &schema.tables["posts"];
        assert_eq!(posts.primary_key.as_ref().map(|key| &key.columns[..]), Some(&["b".into(), "a".into()][..]));
        let [key] = &posts.foreign_keys[..] else { panic!("one key") };
        assert_eq!((key.parent.as_str(), &key.parent_columns[..]), ("Users", &["id".into()][..]));
        assert_eq!((key.on_delete, key.deferral), (Action::SetNull, Deferral::Deferred));
        let [index] = &posts.indexes[..] else { panic!("one index") };
        assert_eq!(index.parts[0].target, PartTarget::Expression("lower(a)".into()));
        assert!(index.unique && index.parts[1].descending && index.predicate.as_deref() == Some("a > 0"));
        assert_eq!(
            (&schema.views["v"].columns[..], &schema.views["v"].reads[..]),
            (&["m".into()][..], &["Users".into()][..])
        );
    }

    #[test]
    fn only_a_whole_number_is_the_row_number() {
        let schema = described(
            "CREATE TABLE a (id INT PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY) WITHOUT ROWID; \
             CREATE TABLE c (id INTEGER PRIMARY KEY AUTOINCREMENT);",
        );
        let default = |table: &str| schema.tables[table].columns["id"].default.as_ref().map(|default| &default.meaning);
        assert_eq!((default("a"), default("b"), default("c")), (None, None, Some(&DefaultMeaning::AutoIncrement)));
    }
}
