//! Views and materialised views.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    (
        "CREATE VIEW",
        6,
        "CREATE [OR REPLACE] [[[TEMP]]] VIEW $new_relation [[($column_name, $column_name)]] [[[WITH (security_barrier{| = true})]]] AS $query [[[WITH [LOCAL|CASCADED] CHECK OPTION]]]",
    ),
    ("CREATE OR REPLACE VIEW", 5, "CREATE OR REPLACE VIEW $view AS $query"),
    (
        "CREATE RECURSIVE VIEW",
        6,
        "CREATE RECURSIVE VIEW $new_relation (n) AS SELECT 1 UNION ALL SELECT n + 1 FROM $relation_name WHERE n < 5",
    ),
    (
        "CREATE MATERIALIZED VIEW",
        5,
        "CREATE MATERIALIZED VIEW [[IF NOT EXISTS]] $new_relation [[($column_name)]] AS $query [[WITH [NO] DATA]]",
    ),
    (
        "CREATE MATERIALIZED VIEW filled",
        2,
        "CREATE MATERIALIZED VIEW $new_relation AS SELECT {*|$column AS a, $expression AS b} FROM $filled [[WITH NO DATA]]",
    ),
    ("REFRESH MATERIALIZED VIEW", 5, "REFRESH MATERIALIZED VIEW [[CONCURRENTLY]] $matview [[WITH [NO] DATA]]"),
    (
        "ALTER VIEW",
        5,
        "ALTER VIEW [[IF EXISTS]] $view {ALTER $column SET DEFAULT $value|ALTER $column DROP DEFAULT|SET (security_barrier)|RESET (security_barrier)|SET (check_option = local)|RENAME TO $relation_name|RENAME $column TO $column_name}",
    ),
    (
        "ALTER MATERIALIZED VIEW",
        6,
        "ALTER MATERIALIZED VIEW [[IF EXISTS]] $matview {RENAME TO $relation_name|RENAME $column TO $column_name|SET (fillfactor = 70)|CLUSTER ON $own_index|ALTER $column SET STATISTICS 10}",
    ),
    ("DROP VIEW", 5, "DROP VIEW [IF EXISTS] $view $behavior"),
    ("DROP MATERIALIZED VIEW", 4, "DROP MATERIALIZED VIEW [IF EXISTS] $matview $behavior"),
];

pub const RULES: &[Rule] = &[(
    "query",
    &[
        "$about SELECT * FROM $it",
        "$about SELECT {$column}+ FROM $it",
        "$about SELECT $column, $expression AS x FROM $it WHERE $bool",
        "$about SELECT $columns FROM $it [[ORDER BY $column]] [[LIMIT $number]]",
        "$about SELECT DISTINCT $column FROM $it",
        "$about SELECT $column, count(*) [AS n] FROM $it GROUP BY $column [[HAVING count(*) > 1]]",
        "$about SELECT x.* FROM $it x [LEFT] JOIN $other y {ON true|ON x.id = y.id|USING (id)|USING (name)}",
        "$about SELECT $column FROM $it UNION [ALL] SELECT $column FROM $other",
        "$about SELECT {$expression}+ FROM $it",
        "$about WITH q AS (SELECT $columns FROM $it WHERE $bool) SELECT * FROM q",
        "$about SELECT $column AS a, y.* FROM $it, $other y",
        "SELECT $expression",
        "$about SELECT a.n FROM (SELECT $column AS n FROM $it) a",
        "$about SELECT max($column), min($column) FROM $it",
        "$about SELECT $column, row_number() OVER (ORDER BY $column) FROM $it",
        "$about TABLE $it",
        "VALUES ($literal, $number)",
        "$about SELECT EXISTS (SELECT 1 FROM $it WHERE $bool) AS e",
        "$about SELECT CASE WHEN $bool THEN $expression ELSE $expression END AS c FROM $it",
    ],
)];
