//! Schemas and extensions, and what can be said about any object: comments, moves.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    (
        "CREATE SCHEMA",
        2,
        "CREATE SCHEMA {$new_schema|IF NOT EXISTS $new_schema|$new_schema AUTHORIZATION CURRENT_USER|$new_schema AUTHORIZATION $role}",
    ),
    (
        "CREATE SCHEMA elements",
        5,
        "CREATE SCHEMA [[IF NOT EXISTS]] $new_schema $schema_element [$schema_element] [[$schema_element]]",
    ),
    ("DROP SCHEMA", 6, "DROP SCHEMA [IF EXISTS] $schema $behavior"),
    ("RENAME SCHEMA", 4, "ALTER SCHEMA $schema RENAME TO $new_schema"),
    ("CREATE EXTENSION", 6, "CREATE EXTENSION [IF NOT EXISTS] $extension [[[WITH] SCHEMA $schema]] [[CASCADE]]"),
    ("DROP EXTENSION", 7, "DROP EXTENSION [IF EXISTS] $extension $behavior"),
    (
        "COMMENT",
        5,
        "COMMENT ON {TABLE $table|COLUMN $commented|TYPE $any_type|INDEX $index|SEQUENCE $sequence|SCHEMA $schema|VIEW $view|FUNCTION $routine|DOMAIN $domain|MATERIALIZED VIEW $matview|EXTENSION $extension} IS {'what it is'|'it''s'|NULL|''}",
    ),
    ("COMMENT ON part", 5, "COMMENT ON {CONSTRAINT $constrained|TRIGGER $triggered|POLICY $policed} IS {'why'|NULL}"),
    (
        "SET SCHEMA",
        7,
        "ALTER {TABLE $table|TABLE IF EXISTS $table|SEQUENCE $sequence|VIEW $view|TYPE $any_type|DOMAIN $domain|FUNCTION $routine|MATERIALIZED VIEW $matview|EXTENSION $extension} SET SCHEMA $schema",
    ),
    (
        "DROP wrong kind",
        7,
        "DROP {TABLE|VIEW|INDEX|SEQUENCE|MATERIALIZED VIEW} [IF EXISTS] {$relation|$index|$sequence|$any_type}",
    ),
    (
        "RENAME wrong kind",
        4,
        "ALTER {TABLE|VIEW|INDEX|SEQUENCE|TYPE} {$relation|$index|$sequence|$any_type} RENAME TO $relation_name",
    ),
];

pub const RULES: &[Rule] = &[
    ("commented", &["$relation.$column"]),
    (
        "schema_element",
        &[
            "CREATE TABLE $relation_name (id int PRIMARY KEY, $new_column $type)",
            "CREATE VIEW $relation_name AS SELECT {1 AS a|*} FROM $relation_name",
            "CREATE SEQUENCE {n1|n2}",
            "CREATE INDEX ON $relation_name (id)",
            "GRANT SELECT ON $relation_name TO {PUBLIC|$role}",
            "CREATE TABLE {app|audit|public}.$relation_name (id int)",
            "CREATE TRIGGER t1 BEFORE INSERT ON $relation_name FOR EACH ROW EXECUTE FUNCTION $trigger_function()",
            "CREATE TABLE $relation_name (id int REFERENCES $relation_name)",
            "CREATE TYPE $new_type AS ENUM ('a')",
        ],
    ),
];
