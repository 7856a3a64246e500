use crate::environment::Environment;
use crate::history::{History, ReadOptions};
use crate::postgres::replay::{OnFailure, replay};
use crate::schema::{Action, DefaultMeaning, Deferral, Meaning, PartTarget, Schema};

fn schema(sql: &str) -> Schema {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("1.sql"), sql).expect("written");
    let history = History::read(folder.path(), &ReadOptions::default()).expect("read");
    super::schema(&replay(&history, Environment::default(), OnFailure::Continue).catalog)
}

#[test]
fn columns_have_types_in_two_words() {
    let schema = schema(
        "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN code AS varchar(8); CREATE TABLE t (a bigserial PRIMARY KEY, b varchar(40) NOT NULL, \
         c numeric(10,2), d timestamptz DEFAULT now(), e mood DEFAULT 'ok', f code, g text[], h int GENERATED ALWAYS AS IDENTITY, \
         i boolean DEFAULT 'f', j int GENERATED ALWAYS AS (1 + 1) STORED, k numeric);",
    );
    let columns = &schema.tables["t"].columns;
    let meanings: Vec<String> = columns.values().map(|column| column.column_type.meaning.to_string()).collect();
    let expected = [
        "integer of 64 bits",
        "text(40)",
        "decimal(10, 2)",
        "timestamp with time zone",
        "one of sad, ok",
        "text(8)",
        "array of text",
        "integer of 32 bits",
        "boolean",
        "integer of 32 bits",
        "decimal",
    ];
    assert_eq!(meanings, expected);
    assert_eq!(columns["f"].column_type.text, "code");
    let default = |name: &str| columns[name].default.as_ref().map(|default| default.meaning.clone());
    assert_eq!(default("a"), Some(DefaultMeaning::AutoIncrement));
    assert_eq!(default("h"), Some(DefaultMeaning::AutoIncrement));
    assert_eq!(default("d"), Some(DefaultMeaning::Now));
    assert_eq!(default("e"), Some(DefaultMeaning::Text("ok".into())));
    assert_eq!(default("i"), Some(DefaultMeaning::Boolean(false)));
    assert!(columns["j"].generated.as_ref().is_some_and(|generated| generated.stored));
    assert_eq!(schema.enums["mood"].labels, ["sad", "ok"]);
    assert!(schema.sequences.is_empty());
    assert_eq!(columns["f"].column_type.meaning, Meaning::Text { length: Some(8) });
}

#[test]
fn keys_and_indexes_are_named_by_their_columns() {
    let schema = schema(
        "CREATE TABLE p (a int, b int, PRIMARY KEY (b, a)); CREATE TABLE c (x int, y int, u int UNIQUE, CHECK (u > 0), \
         FOREIGN KEY (x, y) REFERENCES p ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED); \
         CREATE INDEX late ON c (lower(y::text), x DESC) WHERE u > 1;",
    );
    let table = &schema.tables["c"];
    let [key] = &table.foreign_keys[..] else { panic!("one key") };
    assert_eq!(
        (&key.columns[..], &key.parent_columns[..]),
        (&["x".into(), "y".into()][..], &["b".into(), "a".into()][..])
    );
    assert_eq!((key.on_delete, key.deferral), (Action::Cascade, Deferral::Deferred));
    let [index] = &table.indexes[..] else { panic!("one index: the unique key has its own") };
    assert_eq!(index.parts[0].target, PartTarget::Expression("lower(y::text)".into()));
    assert!(index.parts[1].descending && index.predicate.as_deref() == Some("u > 1"));
    assert_eq!(table.checks[0].expression, "u > 0");
    assert_eq!(table.unique_keys[0].columns, ["u"]);
}

#[test]
fn a_sequence_that_a_default_draws_from_serves_its_column() {
    let schema = schema(
        "CREATE SEQUENCE s; CREATE SEQUENCE u; CREATE TABLE t (a int DEFAULT nextval('s'), b int DEFAULT nextval('public.u'::text));",
    );
    let columns = &schema.tables["t"].columns;
    let meaning = |name: &str| columns[name].default.as_ref().map(|default| &default.meaning);
    assert_eq!(
        (meaning("a"), meaning("b")),
        (Some(&DefaultMeaning::AutoIncrement), Some(&DefaultMeaning::AutoIncrement))
    );
    let serves: Vec<_> = schema.sequences.values().map(|sequence| sequence.serves.clone()).collect();
    assert_eq!(serves, [Some(("t".into(), "a".into())), Some(("t".into(), "b".into()))]);
}

#[test]
fn names_are_those_of_now() {
    let schema = schema(
        "CREATE SCHEMA app; CREATE TABLE app.t (a int); ALTER TABLE app.t RENAME TO u; ALTER TABLE app.u RENAME a TO b; \
         CREATE VIEW v AS SELECT b FROM app.u; CREATE SEQUENCE s; CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end'; \
         CREATE TRIGGER g BEFORE INSERT OR DELETE ON app.u FOR EACH ROW EXECUTE FUNCTION f(); GRANT SELECT ON v TO PUBLIC;",
    );
    assert_eq!(schema.tables["app.u"].columns["b"].provenance.changed.len(), 1);
    assert_eq!(schema.views["v"].reads, ["app.u"]);
    assert!(schema.routines["f()"].of_triggers && schema.sequences.contains_key("s"));
    let trigger = &schema.tables["app.u"].triggers[0];
    assert_eq!((trigger.timing.as_str(), &trigger.events[..]), ("BEFORE", &["INSERT".into(), "DELETE".into()][..]));
    assert!(schema.others.contains_key(&("privileges".into(), "view v".into())));
}
