//! Queries.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    ("SELECT", 8, "$query"),
    ("SELECT INTO", 6, "SELECT {$expression|count(*)|$aggregate} INTO $uservar FROM $relation [WHERE $bool] LIMIT 1"),
    ("SELECT constant", 5, "SELECT {$constant}+"),
    ("INSERT from constants", 4, "CREATE OR REPLACE TABLE seen AS SELECT $forget$constant AS a, $constant AS b"),
    (
        "SHOW",
        3,
        "{SHOW TABLES|SHOW CREATE TABLE $table|SHOW COLUMNS FROM $table|SHOW INDEX FROM $table|SHOW WARNINGS|DESCRIBE $relation|SHOW CREATE VIEW $view|SHOW CREATE PROCEDURE $procedure|SHOW STATUS LIKE 'x'|EXPLAIN SELECT * FROM $relation|SHOW CREATE TRIGGER $trigger|SHOW DATABASES}",
    ),
    ("DO", 2, "DO $constant"),
    (
        "information_schema",
        3,
        "SELECT {count(*)|max(ORDINAL_POSITION)|group_concat(COLUMN_NAME ORDER BY ORDINAL_POSITION)} INTO $uservar FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = database() AND TABLE_NAME = '{users|orders|items}'",
    ),
    ("VALUES", 1, "VALUES (1, 'a'), (2, {'b'|NULL})"),
];

pub const RULES: &[Rule] = &[
    (
        "query",
        &[
            "SELECT $select_list FROM $relation [WHERE $bool]",
            "SELECT * FROM $relation [WHERE $bool] [ORDER BY $column [DESC]] [LIMIT {1|2|0}[ OFFSET 1]]",
            "SELECT $column AS a, $aggregate AS b FROM $relation GROUP BY $column [HAVING $aggregate > 1] [[WITH ROLLUP]]",
            "SELECT DISTINCT $column FROM $relation",
            "SELECT $aggregate AS a, $aggregate AS b FROM $relation [WHERE $bool]",
            "SELECT t.* FROM $relation AS t {JOIN|LEFT JOIN|RIGHT JOIN|CROSS JOIN|STRAIGHT_JOIN} $other AS o {ON t.id = o.id|USING (id)}",
            "SELECT $column AS a FROM $relation UNION [ALL] SELECT $column FROM $relation",
            "SELECT 1 AS a UNION {ALL|DISTINCT} SELECT {2|1|'b'} [ORDER BY {a|1|2}]",
            "SELECT $column FROM $relation {EXCEPT|INTERSECT} SELECT $column FROM $relation",
            "WITH c AS (SELECT $column AS a FROM $relation) SELECT a, count(*) AS n FROM c GROUP BY a",
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {3|5}) SELECT {i|i * 2 AS i} FROM n",
            "SELECT d.$bare$column FROM (SELECT * FROM $relation) AS d",
            "SELECT $column, ROW_NUMBER() OVER (ORDER BY $column) AS n FROM $relation",
            "SELECT (SELECT $aggregate FROM $relation) AS a",
            "SELECT a.id FROM $other AS a NATURAL JOIN $other AS b",
            "TABLE $relation",
            "SELECT $column AS a FROM $relation WHERE EXISTS (SELECT 1 FROM $other) AND $column IN (SELECT id FROM $other)",
        ],
    ),
    ("select_list", &["*", "{$expression}+", "$column, $expression AS a", "$column AS a, $column AS a", "*, 1 AS one"]),
    (
        "aggregate",
        &[
            "count(*)",
            "sum($number)",
            "max($column)",
            "min($column)",
            "count(DISTINCT $column)",
            "avg($number)",
            "group_concat($column [ORDER BY $column] [SEPARATOR '-'])",
            "bit_or($number)",
            "std($number)",
            "sum($text)",
            "json_arrayagg($column)",
        ],
    ),
    (
        "constant",
        &[
            "$forget$number",
            "$forget$text",
            "$forget$bool",
            "$forget$date",
            "$forget$json",
            "$uservar",
            "$forget$expression",
        ],
    ),
];
