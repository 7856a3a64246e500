//! Rows.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    ("INSERT VALUES", 60, "INSERT INTO $table $row [[RETURNING {*|$column}]]"),
    ("INSERT DEFAULT VALUES", 3, "INSERT INTO $table DEFAULT VALUES"),
    (
        "INSERT ON CONFLICT",
        10,
        "INSERT INTO $table $row ON CONFLICT {DO NOTHING|($columns) DO NOTHING|($columns) DO UPDATE SET $assignment|ON CONSTRAINT $constraint DO NOTHING|($columns) DO UPDATE SET $column = EXCLUDED.$column_name}",
    ),
    (
        "INSERT SELECT",
        8,
        "INSERT INTO $table {($column) SELECT $fitting|($columns) SELECT $columns FROM $other|SELECT * FROM $other|SELECT * FROM $table|($column) SELECT $fitting FROM generate_series(1, 3)|($columns) $query}",
    ),
    ("INSERT OVERRIDING", 2, "INSERT INTO $table ($column) OVERRIDING {SYSTEM|USER} VALUE VALUES ($value)"),
    ("INSERT into view", 2, "INSERT INTO $view $row"),
    ("UPDATE", 20, "UPDATE $table SET $assignment[[, $assignment]] [WHERE $bool]"),
    ("UPDATE FROM", 3, "UPDATE $table SET $assignment FROM $other y [WHERE $bool]"),
    ("DELETE", 10, "DELETE FROM $table [WHERE $bool]"),
    ("DELETE USING", 2, "DELETE FROM $table USING $other y WHERE $bool"),
    ("TRUNCATE", 4, "TRUNCATE [TABLE] $table[[, $other]] [[RESTART IDENTITY]] [[CASCADE]]"),
    ("SELECT", 10, "$query"),
    (
        "WITH",
        3,
        "WITH moved AS ({DELETE FROM $table [WHERE $bool]|UPDATE $table SET $assignment} RETURNING {*|$columns}) {SELECT * FROM moved|INSERT INTO $other SELECT * FROM moved}",
    ),
];

pub const RULES: &[Rule] = &[];
