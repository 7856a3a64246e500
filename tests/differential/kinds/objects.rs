//! Schemas and extensions, and what can be said about any object: comments, moves.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    (
        "CREATE SCHEMA",
        7,
        "CREATE SCHEMA {$new_schema|IF NOT EXISTS $new_schema|$new_schema AUTHORIZATION CURRENT_USER|$new_schema AUTHORIZATION $role}",
    ),
    ("DROP SCHEMA", 3, "DROP SCHEMA [IF EXISTS] $schema $behavior"),
    ("RENAME SCHEMA", 2, "ALTER SCHEMA $schema RENAME TO $new_schema"),
    ("CREATE EXTENSION", 3, "CREATE EXTENSION [IF NOT EXISTS] $extension [[[WITH] SCHEMA $schema]] [[CASCADE]]"),
    ("DROP EXTENSION", 2, "DROP EXTENSION [IF EXISTS] $extension $behavior"),
    (
        "COMMENT",
        12,
        "COMMENT ON {TABLE $table|COLUMN $commented|TYPE $any_type|INDEX $index|SEQUENCE $sequence|SCHEMA $schema|VIEW $view|FUNCTION $routine|DOMAIN $domain|MATERIALIZED VIEW $matview|EXTENSION $extension} IS {'what it is'|'it''s'|NULL|''}",
    ),
    ("COMMENT ON part", 6, "COMMENT ON {CONSTRAINT $constrained|TRIGGER $triggered|POLICY $policed} IS {'why'|NULL}"),
    (
        "SET SCHEMA",
        10,
        "ALTER {TABLE $table|TABLE IF EXISTS $table|SEQUENCE $sequence|VIEW $view|TYPE $any_type|DOMAIN $domain|FUNCTION $routine|MATERIALIZED VIEW $matview|EXTENSION $extension} SET SCHEMA $schema",
    ),
    (
        "DROP wrong kind",
        3,
        "DROP {TABLE|VIEW|INDEX|SEQUENCE|MATERIALIZED VIEW} [IF EXISTS] {$relation|$index|$sequence|$any_type}",
    ),
    (
        "RENAME wrong kind",
        2,
        "ALTER {TABLE|VIEW|INDEX|SEQUENCE|TYPE} {$relation|$index|$sequence|$any_type} RENAME TO $relation_name",
    ),
];

pub const RULES: &[Rule] = &[("commented", &["$relation.$column"])];
