//! Sequences.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    (
        "CREATE SEQUENCE",
        2,
        "CREATE [[[[TEMP|UNLOGGED]]]] SEQUENCE [[IF NOT EXISTS]] $new_relation $sequence_options [[OWNED BY {$owner|NONE}]]",
    ),
    ("ALTER SEQUENCE", 5, "ALTER SEQUENCE [[IF EXISTS]] $sequence $sequence_option $sequence_options"),
    ("OWNED BY", 6, "ALTER SEQUENCE $sequence OWNED BY {$owner|NONE}"),
    ("DROP SEQUENCE", 7, "DROP SEQUENCE [IF EXISTS] $sequence $behavior"),
    ("setval", 6, "SELECT setval('$sequence', {$number|5, false|10, true})"),
    ("nextval", 6, "SELECT nextval('$sequence')"),
    ("SET DEFAULT nextval", 4, "ALTER TABLE $table ALTER $column SET DEFAULT nextval('$sequence'[::regclass])"),
    ("RENAME SEQUENCE", 4, "ALTER SEQUENCE [[IF EXISTS]] $sequence RENAME TO $relation_name"),
];

pub const RULES: &[Rule] = &[
    ("sequence_options", &["", "", "$sequence_option", "$sequence_option $sequence_option"]),
    (
        "sequence_option",
        &[
            "START [WITH] $number",
            "INCREMENT [BY] $number",
            "MINVALUE $number",
            "MAXVALUE {100|1000|5}",
            "NO MINVALUE",
            "NO MAXVALUE",
            "CACHE {1|20|0}",
            "CYCLE",
            "NO CYCLE",
            "AS {bigint|smallint|int|text}",
            "RESTART [WITH $number]",
        ],
    ),
    ("owner", &["$table.$column", "$relation.$column", "$table.$column"]),
];
