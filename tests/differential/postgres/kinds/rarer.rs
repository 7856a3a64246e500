//! Rules, event triggers, aggregates, casts, collations, extended statistics, publications, text search, labels.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    (
        "CREATE RULE",
        2,
        "CREATE [[OR REPLACE]] RULE $new_rule AS ON {INSERT|UPDATE|DELETE} TO $relation [[WHERE $rule_condition]] DO {ALSO|INSTEAD|} {NOTHING|NOTHING|$rule_action|($rule_action; $rule_action)}",
    ),
    ("ENABLE RULE", 6, "ALTER TABLE $relation {ENABLE|DISABLE|ENABLE ALWAYS|ENABLE REPLICA} RULE $rule"),
    ("RENAME RULE", 4, "ALTER RULE $ruled RENAME TO $new_rule"),
    ("DROP RULE", 5, "DROP RULE [[IF EXISTS]] $ruled $behavior"),
    (
        "CREATE EVENT TRIGGER",
        2,
        "CREATE EVENT TRIGGER $new_event_trigger ON {ddl_command_end|ddl_command_end|ddl_command_start|sql_drop|nothing} {WHEN TAG IN ({'CREATE AGGREGATE', 'DROP CAST'|'create collation'|'ALTER STATISTICS'})|WHEN TAG IN ('DROP COLLATION')|WHEN TAG IN ('CREATE CAST')|WHEN TAG IN ({'CREATE DATABASE'|'DROP SEQUENCE'})|WHEN other IN ('a')|WHEN TAG IN ('DROP STATISTICS')|WHEN TAG IN ('DROP RULE')} EXECUTE {FUNCTION|PROCEDURE} $event_function()",
    ),
    (
        "CREATE FUNCTION event_trigger",
        2,
        "CREATE [OR REPLACE] FUNCTION $new_routine() RETURNS event_trigger LANGUAGE plpgsql AS \\$\\$ BEGIN {NULL;|RAISE NOTICE '%', tg_tag;|RAISE EXCEPTION 'not %', tg_tag;} END \\$\\$",
    ),
    (
        "ALTER EVENT TRIGGER",
        5,
        "ALTER EVENT TRIGGER $event_trigger {DISABLE|DISABLE|ENABLE REPLICA|ENABLE|ENABLE ALWAYS}",
    ),
    ("DISABLE EVENT TRIGGER", 2, "ALTER EVENT TRIGGER $watching DISABLE"),
    (
        "RENAME EVENT TRIGGER",
        4,
        "ALTER EVENT TRIGGER $event_trigger {RENAME TO $new_event_trigger|OWNER TO {$role|CURRENT_USER}}",
    ),
    ("DROP EVENT TRIGGER", 5, "DROP EVENT TRIGGER [IF EXISTS] $event_trigger $behavior"),
    (
        "CREATE AGGREGATE",
        2,
        "CREATE [[OR REPLACE]] AGGREGATE $new_aggregate {(int) (SFUNC = {int4pl|int4larger|no_such}, STYPE = int[[, INITCOND = {'0'|'x'}]])|(text) (sfunc = textcat, stype = text[, initcond = ''][[, parallel = safe]])|(*) (sfunc = int8inc, stype = int8, initcond = 0)|(value int) (sfunc = int4pl, stype = int[[, finalfunc = {int4abs|no_such}]])|(int) (stype = int)|(int) (sfunc = int4pl)|(numeric) (sfunc = numeric_add, stype = numeric, combinefunc = numeric_add)}",
    ),
    (
        "ALTER AGGREGATE",
        5,
        "ALTER AGGREGATE $aggregate {RENAME TO {total|all_of}|SET SCHEMA $schema|OWNER TO {$role|CURRENT_USER}}",
    ),
    ("DROP AGGREGATE", 5, "DROP AGGREGATE [IF EXISTS] $aggregate $behavior"),
    (
        "CREATE CAST",
        5,
        "CREATE CAST {$cast_function|$cast_function|$cast_function|(text AS $any_type) WITH INOUT|({varchar|int|text} AS $any_type) WITH INOUT|($any_type AS {int|date|bigint|bool|json}) WITH INOUT|(int AS bigint) WITH INOUT} [AS {ASSIGNMENT|IMPLICIT}]",
    ),
    ("DROP CAST", 5, "DROP CAST [IF EXISTS] ($cast) $behavior"),
    (
        "CREATE COLLATION",
        2,
        "CREATE COLLATION [[IF NOT EXISTS]] $new_collation {FROM \"C\"|FROM \"POSIX\"|(locale = 'C')|(locale = 'POSIX')|(LOCALE = 'C')|(provider = icu, locale = 'de')|(lc_collate = 'C', lc_ctype = 'POSIX')|(provider = icu, locale = 'und-u-ks-level2', deterministic = false)|(provider = icu)|(unknown = 1)|FROM \"default\"|()}",
    ),
    (
        "ALTER COLLATION",
        5,
        "ALTER COLLATION $collation {RENAME TO {plain|german}|SET SCHEMA $schema|OWNER TO {$role|CURRENT_USER}|REFRESH VERSION}",
    ),
    ("DROP COLLATION", 4, "DROP COLLATION [IF EXISTS] $collation $behavior"),
    (
        "COLLATE",
        6,
        "{CREATE INDEX ON $ordinary ($column COLLATE $collation)|$alter ALTER $column TYPE text COLLATE $collation|$alter ADD COLUMN $column_name text COLLATE $collation}",
    ),
    (
        "CREATE STATISTICS",
        2,
        "$about CREATE STATISTICS [[IF NOT EXISTS]] $new_statistics [({mcv|ndistinct, dependencies|dependencies})] ON {$two_columns|$two_columns|$two_columns|$two_columns|$column, $column, $column|($expression)|$column, ($expression)|$column} FROM $it",
    ),
    ("ALTER STATISTICS", 5, "ALTER STATISTICS [[IF EXISTS]] $statistics SET STATISTICS {100|-1|20000|-2}"),
    (
        "RENAME STATISTICS",
        4,
        "ALTER STATISTICS $statistics {RENAME TO {both|kept}|SET SCHEMA $schema|OWNER TO {$role|CURRENT_USER}}",
    ),
    ("DROP STATISTICS", 6, "DROP STATISTICS [IF EXISTS] $statistics"),
    (
        "CREATE PUBLICATION",
        2,
        "CREATE PUBLICATION $new_publication [FOR {TABLE $published[[, $other]]|TABLES IN SCHEMA $schema|TABLE $published, TABLES IN SCHEMA $schema}|FOR TABLE $published] [[WITH ({publish = 'insert, update'|publish = 'nothing'|publish_via_partition_root|unknown = 1})]]",
    ),
    ("CREATE PUBLICATION FOR ALL TABLES", 6, "CREATE PUBLICATION $new_publication FOR ALL TABLES"),
    (
        "ALTER PUBLICATION",
        5,
        "ALTER PUBLICATION $publication {{ADD|ADD|DROP|SET} TABLE {$other|$published}|{ADD|DROP|SET} TABLES IN SCHEMA $schema|SET (publish = {'insert'|'delete, truncate'})|SET (publish_via_partition_root = {true|2})}",
    ),
    (
        "RENAME PUBLICATION",
        4,
        "ALTER PUBLICATION $publication {RENAME TO $new_publication|OWNER TO {$role|CURRENT_USER}}",
    ),
    ("DROP PUBLICATION", 5, "DROP PUBLICATION [IF EXISTS] $publication $behavior"),
    (
        "CREATE TEXT SEARCH CONFIGURATION",
        2,
        "CREATE TEXT SEARCH CONFIGURATION $new_configuration ({COPY = {french|english|simple}|COPY = {french|english|simple}|COPY = {french|german}|PARSER = \"default\"|PARSER = nothing|COPY = nothing|unknown = 1})",
    ),
    (
        "ALTER TEXT SEARCH CONFIGURATION",
        5,
        "ALTER TEXT SEARCH CONFIGURATION $configuration {{ADD|ALTER} MAPPING FOR $token[, $token] WITH {simple|english_stem|$dictionary}|ALTER MAPPING REPLACE {french_stem|english_stem|simple} WITH {simple|$dictionary}|DROP MAPPING [IF EXISTS] FOR $token}",
    ),
    (
        "RENAME TEXT SEARCH CONFIGURATION",
        7,
        "ALTER TEXT SEARCH CONFIGURATION $configuration {RENAME TO {fr|kept}|SET SCHEMA $schema|OWNER TO {$role|CURRENT_USER}}",
    ),
    ("DROP TEXT SEARCH CONFIGURATION", 7, "DROP TEXT SEARCH CONFIGURATION [IF EXISTS] $configuration $behavior"),
    (
        "CREATE TEXT SEARCH DICTIONARY",
        2,
        "CREATE TEXT SEARCH DICTIONARY $new_configuration ({TEMPLATE = simple|TEMPLATE = simple[, STOPWORDS = english][, ACCEPT = false]|TEMPLATE = simple, STOPWORDS = russian|template = snowball, language = {english|russian}|STOPWORDS = english|TEMPLATE = simple, unknown = 1})",
    ),
    (
        "ALTER TEXT SEARCH DICTIONARY",
        4,
        "ALTER TEXT SEARCH DICTIONARY $dictionary {(stopwords = russian)|(stopwords)|(unknown = 1)|(accept = true)}",
    ),
    (
        "RENAME TEXT SEARCH DICTIONARY",
        6,
        "ALTER TEXT SEARCH DICTIONARY $dictionary {RENAME TO {stems|kept}|SET SCHEMA $schema|OWNER TO {$role|CURRENT_USER}}",
    ),
    ("DROP TEXT SEARCH DICTIONARY", 4, "DROP TEXT SEARCH DICTIONARY [IF EXISTS] $dictionary $behavior"),
    (
        "SECURITY LABEL",
        7,
        "SECURITY LABEL [[FOR provider]] ON {TABLE $table|COLUMN $commented|SCHEMA $schema|VIEW $view|ROLE $role} IS {'secret'|NULL}",
    ),
    (
        "COMMENT ON rarer",
        5,
        "COMMENT ON {RULE $ruled|EVENT TRIGGER $event_trigger|AGGREGATE $aggregate|CAST ($cast)|COLLATION $collation|STATISTICS $statistics|PUBLICATION $publication|TEXT SEARCH CONFIGURATION $configuration|TEXT SEARCH DICTIONARY $dictionary|PROCEDURE $procedure|CONSTRAINT $domain_constraint ON DOMAIN $domain} IS {'why'|NULL}",
    ),
];

pub const RULES: &[Rule] = &[
    (
        "rule_condition",
        &["NEW.$column IS NOT NULL", "OLD.$column IS NOT NULL", "NEW.$column = $value", "NEW.missing > 1"],
    ),
    (
        "rule_action",
        &[
            "DELETE FROM $other",
            "INSERT INTO $other VALUES (NEW.$column)",
            "INSERT INTO $other DEFAULT VALUES",
            "SELECT {NEW|OLD}.$column",
            "NOTIFY $new_rule",
        ],
    ),
    (
        "published",
        &["$ordinary", "$ordinary", "$relation", "$ordinary ($columns)", "$ordinary WHERE ($bool)", "ONLY $ordinary"],
    ),
    ("token", &["word", "asciiword", "email", "url", "hword", "int", "nothing"]),
];
