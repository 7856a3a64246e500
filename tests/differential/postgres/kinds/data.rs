//! Rows.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    ("INSERT VALUES", 12, "INSERT INTO {$table|$table|$table|$table|$table|$view} $row [[RETURNING {*|$column}]]"),
    ("INSERT DEFAULT VALUES", 6, "INSERT INTO $table DEFAULT VALUES"),
    (
        "INSERT ON CONFLICT",
        5,
        "INSERT INTO $table $row ON CONFLICT {DO NOTHING|($columns) DO NOTHING|($columns) DO UPDATE SET $assignment|ON CONSTRAINT $constraint DO NOTHING|($columns) DO UPDATE SET $column = EXCLUDED.$column_name}",
    ),
    (
        "INSERT SELECT",
        5,
        "INSERT INTO $table {($column) SELECT $fitting|($columns) SELECT $columns FROM $other|SELECT * FROM $other|SELECT * FROM $table|($column) SELECT $fitting FROM generate_series(1, 3)|($columns) $query}",
    ),
    ("INSERT OVERRIDING", 4, "INSERT INTO $table ($column) OVERRIDING {SYSTEM|USER} VALUE VALUES ($value)"),
    ("UPDATE", 6, "UPDATE $table SET $assignment[[, $assignment]] [WHERE $bool]"),
    ("UPDATE FROM", 6, "UPDATE $table SET $assignment FROM $other y [WHERE $bool]"),
    ("DELETE", 6, "DELETE FROM $table [WHERE $bool]"),
    ("DELETE USING", 6, "DELETE FROM $table USING $other y WHERE $bool"),
    ("COPY", 7, "COPY $table$copied"),
    ("UPDATE filled", 7, "UPDATE $filled SET $assignment [WHERE $bool]"),
    ("INSERT referring", 2, "INSERT INTO $supplied $row"),
    ("DELETE referred", 7, "DELETE FROM $referred [WHERE $bool]"),
    ("UPDATE referred", 7, "UPDATE $referred SET $assignment"),
    (
        "ALTER generating",
        5,
        "ALTER TABLE $generating {ALTER $column TYPE {text|int} [USING {1|$column}]|ALTER $generated TYPE {text|int} USING 1|ALTER $generated DROP EXPRESSION|ALTER $column DROP EXPRESSION|ALTER $column SET DEFAULT 1|DROP COLUMN $column|ADD UNIQUE ($column)|RENAME $column TO $column_name}",
    ),
    ("INSERT guarded", 5, "INSERT INTO $guarded $row"),
    ("UPDATE guarded", 6, "UPDATE $guarded SET $assignment"),
    ("INSERT generating", 6, "INSERT INTO $generating $row"),
    ("UPDATE generating", 6, "UPDATE $generating SET $assignment"),
    (
        "ALTER filled",
        6,
        "ALTER TABLE $filled {ALTER $column TYPE $type[ USING $using]|ALTER $column SET NOT NULL|ADD $table_constraint|ADD COLUMN $column_def NOT NULL|ADD COLUMN $new_column $type GENERATED ALWAYS AS ($fitting) STORED}",
    ),
    ("TRUNCATE", 6, "TRUNCATE [TABLE] $table[[, $other]] [[RESTART IDENTITY]] [[CASCADE]]"),
    ("SELECT", 5, "$query"),
    (
        "WITH",
        7,
        "WITH moved AS ({DELETE FROM $table [WHERE $bool]|UPDATE $table SET $assignment} RETURNING {*|$columns}) {SELECT * FROM moved|INSERT INTO $other SELECT * FROM moved}",
    ),
];

pub const RULES: &[Rule] = &[];
