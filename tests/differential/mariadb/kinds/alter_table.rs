//! `ALTER TABLE`.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    (
        "ADD COLUMN",
        8,
        "ALTER TABLE $table ADD [COLUMN] [[IF NOT EXISTS]] {$column_def$place|$column_def|($column_def, $column_def)}",
    ),
    ("DROP COLUMN", 6, "ALTER TABLE $table DROP [COLUMN] [[IF EXISTS]] $column"),
    ("MODIFY", 6, "ALTER TABLE $table MODIFY [COLUMN] [[IF EXISTS]] $old_column $type [$attribute]$place"),
    (
        "CHANGE",
        5,
        "ALTER TABLE $table CHANGE [COLUMN] $old_column {$column_name|$column_name|$column} $type [$attribute]$place",
    ),
    ("RENAME COLUMN", 4, "ALTER TABLE $table RENAME COLUMN $column TO $column_name"),
    (
        "ALTER COLUMN",
        4,
        "ALTER TABLE $table ALTER [COLUMN] $column {SET DEFAULT $value|DROP DEFAULT|SET DEFAULT ($fitting)}",
    ),
    (
        "ADD KEY",
        7,
        "ALTER TABLE $table ADD {KEY [[IF NOT EXISTS]] [$new_part] ($keys)|UNIQUE [$new_part] ($keys)|PRIMARY KEY ($columns)|CONSTRAINT [$new_part] UNIQUE ($columns)}",
    ),
    (
        "ADD FOREIGN KEY",
        6,
        "ALTER TABLE $table ADD $fk_intro FOREIGN KEY [[IF NOT EXISTS]] [[$new_part]] $foreign_key $referential",
    ),
    ("ADD CHECK", 4, "ALTER TABLE $table ADD [CONSTRAINT [[IF NOT EXISTS]] $new_part] CHECK ($bool)"),
    ("DROP KEY", 5, "ALTER TABLE $keyed DROP {INDEX|KEY} [[IF EXISTS]] $key"),
    ("DROP PRIMARY KEY", 3, "ALTER TABLE $table DROP PRIMARY KEY[[, ADD PRIMARY KEY ($columns)]]"),
    ("DROP FOREIGN KEY", 4, "ALTER TABLE $referring DROP {FOREIGN KEY|FOREIGN KEY IF EXISTS|CONSTRAINT} $foreign"),
    ("DROP CHECK", 4, "ALTER TABLE $checked DROP CONSTRAINT [[IF EXISTS]] $check"),
    (
        "RENAME KEY",
        3,
        "ALTER TABLE $keyed {RENAME {INDEX|KEY} $key TO $new_part|ALTER INDEX $key {IGNORED|NOT IGNORED}}",
    ),
    ("ALTER TABLE RENAME", 3, "ALTER TABLE $table RENAME [TO|AS] $new_relation"),
    (
        "ALTER TABLE options",
        5,
        "ALTER TABLE $table {$table_option|$table_option, $table_option|AUTO_INCREMENT = {1|50}|FORCE|ORDER BY $column|DISABLE KEYS|ENABLE KEYS|COMMENT 'other'|$engine}",
    ),
    (
        "CONVERT TO",
        3,
        "ALTER TABLE $table {CONVERT TO CHARACTER SET {latin1|utf8mb4|utf8mb3|binary|klingon} [COLLATE {utf8mb4_bin|latin1_bin}]|DEFAULT CHARACTER SET latin1}",
    ),
    (
        "ALTER TABLE several",
        8,
        "ALTER [[IGNORE]] TABLE $table {$alteration}+, $alteration[[, ALGORITHM={COPY|INPLACE|INSTANT|NOCOPY}]]",
    ),
    (
        "ALTER partitions",
        3,
        "ALTER TABLE $table {DROP PARTITION p0|ADD PARTITION (PARTITION p2 VALUES LESS THAN (100))|TRUNCATE PARTITION {p0|a}|REMOVE PARTITIONING|COALESCE PARTITION 1|PARTITION BY $partitioning|REORGANIZE PARTITION p0 INTO (PARTITION p00 VALUES LESS THAN (5), PARTITION p01 VALUES LESS THAN (10))}",
    ),
    ("SYSTEM VERSIONING", 2, "ALTER TABLE $table {ADD|DROP} SYSTEM VERSIONING"),
    ("DROP CONSTRAINT", 3, "ALTER TABLE $table DROP CONSTRAINT [[IF EXISTS]] {$new_part|$check|$foreign|$key}"),
];

pub const RULES: &[Rule] = &[
    ("place", &["", "", " FIRST", " AFTER $column"]),
    (
        "alteration",
        &[
            "ADD [COLUMN] $column_def$place",
            "DROP [COLUMN] $column",
            "MODIFY $old_column $type [$attribute]",
            "CHANGE $old_column $column_name $type",
            "ADD [UNIQUE] KEY [$new_part] ($keys)",
            "ADD PRIMARY KEY ($columns)",
            "DROP KEY $key",
            "DROP PRIMARY KEY",
            "ADD FOREIGN KEY $foreign_key",
            "DROP FOREIGN KEY $foreign",
            "ADD CHECK ($bool)",
            "ALTER $column SET DEFAULT $value",
            "ALTER $column DROP DEFAULT",
            "RENAME COLUMN $column TO $column_name",
            "RENAME INDEX $key TO $new_part",
            "RENAME TO $new_relation",
            "$table_option",
        ],
    ),
];
