//! Expressions.

use super::Rule;

pub const RULES: &[Rule] = &[
    (
        "expression",
        &[
            "$value",
            "$column",
            "$column",
            "$expression {+|-|*|/|%|\\|\\||&} $expression",
            "{upper|lower|length|abs|typeof|hex|quote|trim|round}($expression)",
            "coalesce($expression, $value)",
            "CASE WHEN $bool THEN $expression ELSE $value END",
            "CAST($expression AS {INTEGER|TEXT|REAL|BLOB|NUMERIC})",
            "substr($expression, 1, 2)",
            "ifnull($column, $value)",
            "(SELECT max(id) FROM $other)",
            "date('2024-01-31', '+1 month')",
            "{datetime('now')|CURRENT_TIMESTAMP|strftime('%s', 'now')|date()|changes()|last_insert_rowid()|julianday('now')}",
            "json_extract('\\{\"a\": 1\\}', '\\$.a')",
            "printf('%05d', $expression)",
            "replace($expression, 'a', 'b')",
            "-$expression",
            "instr($expression, 'a')",
            "iif($bool, $expression, $value)",
        ],
    ),
    (
        "bool",
        &[
            "$column {=|<>|<|>|<=|>=|IS|IS NOT} $value",
            "$column IS NOT NULL",
            "$column IN ($value, $value)",
            "$expression BETWEEN $value AND $value",
            "$column LIKE '{a%|%b|_}'",
            "$bool {AND|OR} $bool",
            "NOT $bool",
            "$column GLOB 'a*'",
            "EXISTS (SELECT 1 FROM $other)",
            "length($column) > 1",
            "1",
            "typeof($column) = 'text'",
        ],
    ),
];
