use crate::dialect::Dialect;
use crate::environment::Environment;
use crate::history::{History, ReadOptions};
use crate::run::{OnFailure, Status};
use crate::schema::{Action, DefaultMeaning, PartTarget, Schema};

fn schema(sql: &str) -> Schema {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("1.sql"), sql).expect("written");
    let options = ReadOptions { dialect: Some(Dialect::MariaDb), ..ReadOptions::default() };
    let history = History::read(folder.path(), &options).expect("read");
    let replay = crate::mysql::replay(&history, &Environment::default(), OnFailure::Continue);
    assert!(replay.migrations.iter().all(|record| record.status == Status::Applied), "{:?}", replay.migrations);
    super::schema(&replay.catalog, &replay.database, &replay.profile)
}

#[test]
fn columns_have_types_in_two_words() {
    let schema = schema(
        "CREATE TABLE t (a BIGINT AUTO_INCREMENT PRIMARY KEY, b VARCHAR(40) NOT NULL DEFAULT 'x', c DECIMAL(10,2) DEFAULT 1.50, \
         d TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, e ENUM('sad','ok'), f BOOLEAN DEFAULT TRUE, g INT UNSIGNED, h JSON, \
         i LONGTEXT, j DATETIME(6), k BINARY(16), l INT AS (g + 1) STORED, m DOUBLE);",
    );
    let columns = &schema.tables["t"].columns;
    let meanings: Vec<String> = columns.values().map(|column| column.column_type.meaning.to_string()).collect();
    let expected = [
        "integer of 64 bits",
        "text(40)",
        "decimal(10, 2)",
        "timestamp with time zone",
        "one of sad, ok",
        "boolean",
        "unsigned integer of 32 bits",
        "json",
        "text",
        "timestamp",
        "binary(16)",
        "integer of 32 bits",
        "float of 64 bits",
    ];
    assert_eq!(meanings, expected);
    assert_eq!(columns["g"].column_type.text, "int(10) unsigned");
    let default = |name: &str| columns[name].default.as_ref().map(|default| default.meaning.clone());
    assert_eq!(default("a"), Some(DefaultMeaning::AutoIncrement));
    assert_eq!(default("b"), Some(DefaultMeaning::Text("x".into())));
    assert_eq!(default("c"), Some(DefaultMeaning::Number("1.5".into())));
    assert_eq!(default("d"), Some(DefaultMeaning::Now));
    assert_eq!(default("f"), Some(DefaultMeaning::Boolean(true)));
    assert_eq!(columns["d"].on_update.as_deref(), Some("CURRENT_TIMESTAMP"));
    assert!(columns["l"].generated.as_ref().is_some_and(|generated| generated.stored));
}

#[test]
fn keys_of_foreign_keys_are_told_from_those_that_were_written() {
    let schema = schema(
        "CREATE TABLE p (a INT PRIMARY KEY, b INT, KEY (b)); CREATE TABLE c (x INT, y INT, note TEXT, UNIQUE KEY u (note(10)), \
         FOREIGN KEY (x) REFERENCES p (a) ON DELETE CASCADE, CHECK (y > 0)); CREATE VIEW v AS SELECT x FROM c; \
         CREATE TRIGGER g BEFORE INSERT ON c FOR EACH ROW SET NEW.y = 1;",
    );
    let table = &schema.tables["c"];
    let indexes: Vec<(&str, bool, bool)> =
        table.indexes.iter().map(|index| (index.name.as_str(), index.unique, index.implicit)).collect();
    assert_eq!(indexes, [("u", true, false), ("x", false, true)]);
    assert_eq!(table.indexes[0].parts[0].prefix, Some(10));
    assert_eq!(schema.tables["p"].indexes[0].parts[0].target, PartTarget::Column("b".into()));
    let [key] = &table.foreign_keys[..] else { panic!("one key") };
    assert_eq!((key.parent.as_str(), key.on_delete, key.on_update), ("p", Action::Cascade, Action::Restrict));
    assert_eq!((table.checks.len(), table.triggers[0].timing.as_str()), (1, "BEFORE"));
    assert_eq!((&schema.views["v"].columns[..], &schema.views["v"].reads[..]), (&["x".into()][..], &["c".into()][..]));
}
