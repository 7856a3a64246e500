//! Rows and queries.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    ("INSERT", 16, "INSERT [[OR $conflict]] INTO $table $row"),
    (
        "INSERT upsert",
        5,
        "INSERT INTO $table $row ON CONFLICT {DO NOTHING|($columns) DO UPDATE SET $column = $expression [WHERE $bool]|($column) DO NOTHING}",
    ),
    (
        "INSERT SELECT",
        4,
        "INSERT [OR $conflict] INTO $table {($column) SELECT $expression FROM $relation|SELECT * FROM $other|($columns) $query}",
    ),
    ("INSERT RETURNING", 3, "INSERT INTO $table $row RETURNING {*|$column|$expression AS x}"),
    ("INSERT DEFAULT", 3, "INSERT INTO $table DEFAULT VALUES"),
    ("INSERT view", 3, "{INSERT INTO $view $row|UPDATE $view SET $column = $expression|DELETE FROM $view WHERE $bool}"),
    ("INSERT virtual", 4, "INSERT INTO $virtual $row"),
    (
        "UPDATE virtual",
        3,
        "{UPDATE $virtual SET $column = $value WHERE $bool|DELETE FROM $virtual [WHERE rowid = 1]|INSERT INTO $virtual ($virtual) VALUES ('{rebuild|optimize}')|SELECT * FROM $virtual WHERE $virtual MATCH 'a'}",
    ),
    ("REPLACE", 3, "REPLACE INTO $table $row"),
    ("UPDATE", 12, "UPDATE [[OR $conflict]] $table SET $column = $expression[, $column = $expression] [WHERE $bool]"),
    ("UPDATE FROM", 3, "UPDATE $table SET $column = $expression FROM (SELECT 1 AS x, 2 AS y) AS f WHERE $bool"),
    ("DELETE", 6, "DELETE FROM $table [WHERE $bool] [[RETURNING $column]]"),
    ("SELECT", 3, "$query"),
    (
        "WITH",
        3,
        "WITH c (x) AS (VALUES (1), (2)) {INSERT INTO $table (id) SELECT x FROM c|UPDATE $table SET id = id + 10 WHERE id IN (SELECT x FROM c)|DELETE FROM $table WHERE id IN (SELECT x FROM c)}",
    ),
    (
        "wrong",
        4,
        "{SELECT no_such|INSERT INTO $table (no_such) VALUES (1)|SELECT no_such(1)|CREATE TABLE|DROP TABLE no_such|SELECT * FROM no_such|CREATE TABLE sqlite_x (a)|DROP TABLE sqlite_sequence|SELECT 1 1|INSERT INTO $table VALUES (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)|ALTER TABLE $view ADD x|CREATE TABLE $table (a)|UPDATE $table SET rowid = 'x'|SELECT (SELECT 1, 2)|SELECT abs(-9223372036854775807 - 1)|DELETE FROM sqlite_schema}",
    ),
];

pub const RULES: &[Rule] = &[(
    "query",
    &[
        "SELECT $column AS a, $expression AS b FROM $relation [WHERE $bool]",
        "SELECT * FROM $relation [WHERE $bool] [ORDER BY $column] [LIMIT 2]",
        "SELECT count(*) AS n, max($column) AS m FROM $relation",
        "SELECT $column AS a, count(*) AS b FROM $relation GROUP BY $column",
        "SELECT a.id FROM $relation AS a {JOIN|LEFT JOIN|CROSS JOIN} $other AS b ON a.id = b.id",
        "SELECT $column FROM $relation {UNION|UNION ALL|EXCEPT|INTERSECT} SELECT $column FROM $relation",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4) SELECT i, i * 2 AS j FROM n",
        "VALUES (1, 'a'), (2, 'b')",
        "SELECT $column, row_number() OVER (ORDER BY $column) AS n FROM $relation",
    ],
)];
