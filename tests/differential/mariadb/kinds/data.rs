//! Rows.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    ("INSERT", 22, "INSERT [INTO] $table $row"),
    ("INSERT keyed", 5, "INSERT INTO $table (id) VALUES (1), (2)[, (3)]"),
    ("INSERT IGNORE", 5, "INSERT IGNORE INTO $table $row"),
    ("INSERT ON DUPLICATE", 6, "INSERT INTO $table $row ON DUPLICATE KEY UPDATE {$assignment}+"),
    ("INSERT SET", 4, "INSERT INTO $table $row_set"),
    (
        "INSERT SELECT",
        5,
        "INSERT [[IGNORE]] INTO $table {($columns) SELECT {$fitting}+ FROM $other|SELECT * FROM $other|($column) $query}",
    ),
    ("INSERT RETURNING", 2, "INSERT INTO $table $row RETURNING {*|$column|$number}"),
    ("REPLACE", 6, "REPLACE INTO $table {$row|$row_set}"),
    ("UPDATE", 14, "UPDATE [[IGNORE]] $table SET {$assignment}+ [WHERE $bool] [[ORDER BY $column]] [[LIMIT {1|2}]]"),
    (
        "UPDATE joined",
        4,
        "UPDATE $table AS t {JOIN $other AS o ON t.id = o.id|, $other o|LEFT JOIN $other o USING (id)} SET $as_t$assignment WHERE $bool",
    ),
    ("DELETE", 8, "DELETE [[IGNORE]] FROM $table [WHERE $bool] [[ORDER BY $column]] [[LIMIT 1]] [[RETURNING $column]]"),
    (
        "DELETE joined",
        4,
        "DELETE {t|t, o|t.*} FROM $table AS t {JOIN|LEFT JOIN|,} $other AS o {ON t.id = o.id WHERE $as_t$bool|WHERE t.id = o.id}",
    ),
    (
        "INSERT view",
        3,
        "{INSERT INTO $view $row|UPDATE $view SET $assignment WHERE $bool|DELETE FROM $view WHERE $bool}",
    ),
    ("LOAD DATA", 1, "LOAD DATA INFILE '/no/such/file' INTO TABLE $table"),
];

pub const RULES: &[Rule] = &[];
