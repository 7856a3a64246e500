//! Tables, indexes, views, triggers and virtual tables.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    (
        "CREATE TABLE",
        10,
        "CREATE {TABLE|TABLE|TABLE|TABLE IF NOT EXISTS} {$new_relation|$new_relation|$new_relation|temp.s1} ($elements)$table_options",
    ),
    (
        "CREATE TABLE keyed",
        6,
        "CREATE TABLE $new_relation (id INTEGER PRIMARY KEY[ AUTOINCREMENT], $new_column $type[ UNIQUE], $new_column $type$more)",
    ),
    (
        "CREATE TABLE referring",
        5,
        "CREATE TABLE $new_relation (id INTEGER PRIMARY KEY, ref INTEGER REFERENCES $other [(id)] $action, $new_column $type)",
    ),
    ("CREATE TABLE AS", 4, "CREATE {TABLE $new_relation|TABLE $new_relation|TEMP TABLE s2} AS $query"),
    ("CREATE TABLE rebuilt", 5, "CREATE TABLE new_users (id INTEGER PRIMARY KEY, {$column_def}+$more)"),
    ("INSERT rebuilt", 2, "INSERT INTO new_users (id) SELECT id FROM users"),
    ("DROP rebuilt", 2, "DROP TABLE users"),
    ("RENAME rebuilt", 2, "ALTER TABLE new_users RENAME TO users"),
    ("ALTER TABLE RENAME", 5, "ALTER TABLE $table RENAME TO $new_relation"),
    ("RENAME COLUMN", 5, "ALTER TABLE $table RENAME [COLUMN] $column TO $column_name"),
    ("ADD COLUMN", 7, "ALTER TABLE $table ADD [COLUMN] $column_def"),
    ("DROP COLUMN", 5, "ALTER TABLE $table DROP [COLUMN] $column"),
    ("DROP TABLE", 4, "DROP TABLE [IF EXISTS] {$table|$relation}"),
    (
        "CREATE INDEX",
        8,
        "CREATE [UNIQUE] INDEX [[IF NOT EXISTS]] $new_index ON $table ({$column|$column {ASC|DESC}|$column COLLATE NOCASE|$column, $column|lower($column)|$expression}) [[WHERE $bool]]",
    ),
    ("DROP INDEX", 3, "DROP INDEX [IF EXISTS] $index"),
    (
        "CREATE VIEW",
        6,
        "CREATE {VIEW $new_relation|VIEW $new_relation|VIEW IF NOT EXISTS $new_relation|TEMP VIEW s1} [[(a, b)]] AS $query",
    ),
    ("CREATE VIEW plain", 2, "CREATE VIEW {v1|v2|v3} AS SELECT * FROM $relation"),
    ("DROP VIEW", 3, "DROP VIEW [IF EXISTS] $view"),
    (
        "CREATE TRIGGER",
        7,
        "CREATE [[[TEMP]]] TRIGGER [[IF NOT EXISTS]] $new_trigger {BEFORE|AFTER|} {INSERT|UPDATE|DELETE|UPDATE OF $column} ON $table [FOR EACH ROW] [WHEN {$as_new$bool|$as_old$bool|$bool}] $bare BEGIN $body; [$body;] END",
    ),
    (
        "CREATE TRIGGER INSTEAD OF",
        4,
        "CREATE TRIGGER $new_trigger INSTEAD OF {INSERT|UPDATE|DELETE} ON $view BEGIN $body; END",
    ),
    ("DROP TRIGGER", 3, "DROP TRIGGER [IF EXISTS] $trigger"),
    (
        "CREATE VIRTUAL TABLE",
        4,
        "CREATE VIRTUAL TABLE [[IF NOT EXISTS]] $new_relation USING {fts5(name, note)|fts5(name, content='')|fts5(note, prefix='2 3', tokenize='porter')|rtree(id, a, b)|rtree_i32(id, a, b, c, d)|fts4(name, note)|fts3(name)|nothing(a)|fts5(name, no_option=1)}",
    ),
    ("VACUUM", 2, "{VACUUM|REINDEX|REINDEX $index|ANALYZE|ANALYZE $table|REINDEX NOCASE|VACUUM main}"),
];

pub const RULES: &[Rule] = &[
    (
        "elements",
        &[
            "{$column_def}+$more",
            "id INTEGER PRIMARY KEY, {$column_def}+$more",
            "{$column_def}+, {$column_def}+, $table_element",
            "{$new_column $type}+, PRIMARY KEY ($columns)",
        ],
    ),
    ("more", &["", "", ", $table_element", ", $table_element, $table_element"]),
    ("column_def", &["$new_column $type", "$new_column $type $attribute", "$new_column $type $attribute $attribute"]),
    (
        "attribute",
        &[
            "NOT NULL",
            "DEFAULT $value",
            "NOT NULL DEFAULT $value",
            "UNIQUE",
            "[CONSTRAINT c1] NOT NULL [ON CONFLICT $conflict]",
            "PRIMARY KEY {ASC|DESC|} [AUTOINCREMENT]",
            "CHECK ($bool)",
            "COLLATE {NOCASE|RTRIM|BINARY|nothing}",
            "REFERENCES $other [(id)] $action",
            "DEFAULT ({CURRENT_TIMESTAMP|1 + 1|datetime('now')|random()|$value})",
            "DEFAULT {CURRENT_TIMESTAMP|CURRENT_DATE|TRUE|-1|+2.5|name}",
            "[GENERATED ALWAYS] AS ({$column|$column \\|\\| 'x'|length($column)|$column + 1|upper($column)}) [STORED|VIRTUAL]",
            "UNIQUE ON CONFLICT $conflict",
            "NULL",
        ],
    ),
    ("conflict", &["ABORT", "IGNORE", "REPLACE", "FAIL", "ROLLBACK"]),
    (
        "action",
        &[
            "",
            "ON DELETE {CASCADE|SET NULL|RESTRICT|NO ACTION|SET DEFAULT}",
            "ON UPDATE CASCADE",
            "DEFERRABLE INITIALLY {DEFERRED|IMMEDIATE}",
            "MATCH FULL",
        ],
    ),
    (
        "table_element",
        &[
            "UNIQUE ($columns) [ON CONFLICT $conflict]",
            "PRIMARY KEY ($columns)",
            "[CONSTRAINT c1] CHECK ($bool)",
            "FOREIGN KEY ($column) REFERENCES $other [(id)] $action",
        ],
    ),
    ("table_options", &["", "", "", " WITHOUT ROWID", " STRICT", " STRICT, WITHOUT ROWID", " NOTHING"]),
    (
        "body",
        &[
            "INSERT INTO $other {(id) VALUES ({1|NEW.id|OLD.id})|DEFAULT VALUES}",
            "UPDATE $other SET id = id + 1",
            "DELETE FROM $other WHERE id = {NEW.id|OLD.id|1}",
            "SELECT RAISE({ABORT|IGNORE|FAIL|ROLLBACK}, 'refused') WHERE $bool",
            "SELECT RAISE(IGNORE)",
            "INSERT OR REPLACE INTO $other (id) VALUES (NEW.id)",
        ],
    ),
];
