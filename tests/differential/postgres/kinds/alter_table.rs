//! Every action of `ALTER TABLE`.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    ("ADD COLUMN", 8, "$alter ADD COLUMN [[IF NOT EXISTS]] $column_def"),
    ("DROP COLUMN", 5, "$alter DROP COLUMN [[IF EXISTS]] $column $behavior"),
    ("ALTER COLUMN TYPE", 8, "$alter ALTER COLUMN $column [SET DATA] TYPE $type [[COLLATE \"C\"]][ USING $using]"),
    ("SET DEFAULT", 5, "$alter ALTER $column SET DEFAULT $value"),
    ("DROP DEFAULT", 6, "$alter ALTER COLUMN $column DROP DEFAULT"),
    ("SET NOT NULL", 5, "$alter ALTER COLUMN $column SET NOT NULL"),
    ("DROP NOT NULL", 7, "$alter ALTER COLUMN $column DROP NOT NULL"),
    ("DROP EXPRESSION", 4, "$alter ALTER COLUMN $column DROP EXPRESSION [IF EXISTS]"),
    (
        "ADD IDENTITY",
        6,
        "$alter ALTER COLUMN $column ADD GENERATED {ALWAYS|BY DEFAULT} AS IDENTITY [[($sequence_options)]]",
    ),
    (
        "SET IDENTITY",
        7,
        "$alter ALTER COLUMN $column {SET GENERATED {ALWAYS|BY DEFAULT}|SET INCREMENT 5|RESTART 100|RESTART}",
    ),
    ("DROP IDENTITY", 4, "$alter ALTER COLUMN $column DROP IDENTITY [IF EXISTS]"),
    ("SET STATISTICS", 7, "$alter ALTER COLUMN $column SET STATISTICS {100|-1|20000}"),
    ("SET STORAGE", 6, "$alter ALTER COLUMN $column SET STORAGE {PLAIN|EXTERNAL|EXTENDED|MAIN|ODD}"),
    ("SET COMPRESSION", 4, "$alter ALTER COLUMN $column SET COMPRESSION {pglz|default|odd}"),
    ("SET COLUMN OPTIONS", 4, "$alter ALTER COLUMN $column {SET|RESET} (n_distinct{ = 5|})"),
    ("ADD CONSTRAINT", 6, "$alter ADD $table_constraint [[NOT VALID]]"),
    ("ADD FOREIGN KEY", 6, "$alter ADD [CONSTRAINT $new_part] FOREIGN KEY $foreign_key $reference_tail [[NOT VALID]]"),
    (
        "ADD CONSTRAINT USING INDEX",
        4,
        "ALTER TABLE $table ADD [CONSTRAINT $new_part] {UNIQUE|PRIMARY KEY} USING INDEX $own_index",
    ),
    ("DROP CONSTRAINT", 5, "$alter DROP CONSTRAINT [[IF EXISTS]] $constraint $behavior"),
    ("VALIDATE CONSTRAINT", 4, "$alter VALIDATE CONSTRAINT $constraint"),
    (
        "ALTER CONSTRAINT",
        7,
        "$alter ALTER CONSTRAINT $foreign {DEFERRABLE|NOT DEFERRABLE|DEFERRABLE INITIALLY DEFERRED|INITIALLY IMMEDIATE}",
    ),
    ("ENABLE TRIGGER", 4, "$alter {ENABLE|DISABLE|ENABLE ALWAYS|ENABLE REPLICA} TRIGGER {$trigger|$trigger|ALL|USER}"),
    ("ROW LEVEL SECURITY", 6, "$alter {ENABLE|DISABLE|FORCE|NO FORCE} ROW LEVEL SECURITY"),
    ("SET OPTIONS", 4, "$alter {SET (fillfactor = {70|5})|RESET (fillfactor)|SET (autovacuum_enabled = {off|maybe})}"),
    ("SET LOGGED", 4, "$alter SET {LOGGED|UNLOGGED}"),
    ("INHERIT", 6, "$alter {INHERIT|NO INHERIT} $other"),
    ("REPLICA IDENTITY", 7, "$alter REPLICA IDENTITY {FULL|NOTHING|DEFAULT|USING INDEX $own_index}"),
    ("CLUSTER ON", 7, "$alter {CLUSTER ON $own_index|SET WITHOUT CLUSTER}"),
    ("several actions", 8, "$alter $action, $action[, $action]"),
    ("RENAME COLUMN", 7, "ALTER TABLE [[IF EXISTS]] [[ONLY]] $relation RENAME [COLUMN] $column TO $new_column"),
    ("RENAME CONSTRAINT", 5, "ALTER TABLE [[IF EXISTS]] $table RENAME CONSTRAINT $constraint TO $new_part"),
    ("RENAME TABLE", 5, "ALTER TABLE [[IF EXISTS]] $table RENAME TO $relation_name"),
];

pub const RULES: &[Rule] = &[
    (
        "alter",
        &[
            "ALTER TABLE $table",
            "ALTER TABLE $table",
            "ALTER TABLE IF EXISTS $table",
            "ALTER TABLE ONLY $table",
            "ALTER TABLE $table",
            "ALTER TABLE $relation",
        ],
    ),
    (
        "action",
        &[
            "ADD COLUMN $column_def",
            "DROP COLUMN $column",
            "ALTER $column SET NOT NULL",
            "ALTER $column DROP NOT NULL",
            "ALTER $column SET DEFAULT $value",
            "ALTER $column DROP DEFAULT",
            "ALTER $column TYPE $type",
            "ALTER $column TYPE $type USING $using",
            "ADD $table_constraint",
            "DROP CONSTRAINT $constraint",
            "ADD $table_constraint",
            "ADD COLUMN $column_def",
        ],
    ),
    ("using", &["NULL", "$using_column::$cast", "$using_column::text::$cast", "$expression"]),
    ("using_column", &["$column"]),
    ("cast", &["text", "int", "bigint", "boolean", "numeric", "date", "jsonb", "varchar(20)"]),
];
