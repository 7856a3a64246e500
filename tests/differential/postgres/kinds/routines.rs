//! Functions, procedures and triggers.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    (
        "CREATE FUNCTION sql",
        5,
        "CREATE [OR REPLACE] FUNCTION $new_routine($arguments) RETURNS $returned LANGUAGE sql $routine_options AS $sql_body",
    ),
    (
        "CREATE FUNCTION plpgsql",
        5,
        "CREATE [OR REPLACE] FUNCTION $new_routine($arguments) RETURNS {$returned|void} LANGUAGE plpgsql $routine_options AS $plpgsql_body",
    ),
    (
        "CREATE FUNCTION trigger",
        5,
        "CREATE [OR REPLACE] FUNCTION {touch|$new_routine}() RETURNS trigger LANGUAGE plpgsql AS \\$\\$ BEGIN {RETURN NEW;|NEW.$column_name := NULL; RETURN NEW;|RETURN NULL;} END \\$\\$",
    ),
    (
        "CREATE FUNCTION RETURN",
        4,
        "CREATE FUNCTION $new_routine(a int, b text) RETURNS {int|text} {RETURN {a|b|a + 1|length(b)}|BEGIN ATOMIC SELECT {a|b|a + 1}; END}",
    ),
    (
        "CREATE PROCEDURE",
        4,
        "CREATE [OR REPLACE] PROCEDURE $new_routine($arguments) LANGUAGE {sql AS \\$\\$ DELETE FROM $table \\$\\$|plpgsql AS \\$\\$ BEGIN NULL; END \\$\\$}",
    ),
    (
        "ALTER FUNCTION",
        5,
        "ALTER {FUNCTION|FUNCTION|PROCEDURE|ROUTINE} $routine {IMMUTABLE|STABLE|STRICT|SECURITY DEFINER|SET search_path TO app|RESET ALL|COST 10|PARALLEL SAFE|LEAKPROOF|ROWS 5}",
    ),
    ("RENAME FUNCTION", 4, "ALTER {FUNCTION|FUNCTION|ROUTINE} $routine RENAME TO {total|touch|add_one}"),
    ("DROP FUNCTION", 5, "DROP {FUNCTION|FUNCTION|FUNCTION|PROCEDURE|ROUTINE} [IF EXISTS] $routine $behavior"),
    (
        "CREATE TRIGGER",
        5,
        "CREATE [[OR REPLACE]] [[[CONSTRAINT]]] TRIGGER $new_part {BEFORE|AFTER|AFTER|INSTEAD OF} $event[ OR $event] ON $relation [[[DEFERRABLE]]] [FOR EACH {ROW|STATEMENT}] [[WHEN ($when)]] EXECUTE {FUNCTION|PROCEDURE} $trigger_function()",
    ),
    ("RENAME TRIGGER", 6, "ALTER TRIGGER $trigger_of_any RENAME TO $new_part"),
    ("DROP TRIGGER", 6, "DROP TRIGGER [[IF EXISTS]] $trigger_of_any $behavior"),
    ("SELECT function", 4, "SELECT {total|add_one|label_of}({1|'a'|1, 'b'|})"),
];

pub const RULES: &[Rule] = &[
    (
        "arguments",
        &[
            "",
            "a int",
            "a int, b text",
            "a int DEFAULT 1",
            "text",
            "IN a int, OUT b int",
            "VARIADIC a int[]",
            "a $argument_type",
            "a int, b text DEFAULT 'x'",
            "a int, a int",
        ],
    ),
    ("argument_type", &["$any_type", "$relation", "numeric", "text[]", "no_such"]),
    (
        "returned",
        &["int", "text", "boolean", "SETOF int", "SETOF $relation", "TABLE (x int, y text)", "$argument_type"],
    ),
    (
        "routine_options",
        &[
            "",
            "",
            "IMMUTABLE",
            "STABLE",
            "STRICT",
            "SECURITY DEFINER",
            "SET search_path = public",
            "COST 5",
            "PARALLEL SAFE",
            "IMMUTABLE STRICT",
            "IMMUTABLE STABLE",
        ],
    ),
    (
        "sql_body",
        &[
            "'SELECT 1'",
            "\\$\\$ SELECT {1|'a'::text|a|true|$expression} \\$\\$",
            "$about \\$\\$ SELECT $column FROM $it \\$\\$",
            "\\$\\$ SELECT count(*) FROM $relation WHERE $bool \\$\\$",
            "\\$\\$ SELECT * FROM $relation \\$\\$",
            "\\$\\$ SELEC 1 \\$\\$",
            "\\$\\$ INSERT INTO $table $row RETURNING 1 \\$\\$",
            "\\$\\$ SELECT 1, 'a'::text \\$\\$",
        ],
    ),
    (
        "plpgsql_body",
        &[
            "\\$\\$ BEGIN RETURN 1; END \\$\\$",
            "\\$\\$ BEGIN RETURN a; END \\$\\$",
            "\\$\\$ DECLARE x $argument_type; BEGIN x := 1; RETURN x; END \\$\\$",
            "\\$\\$ BEGIN RETURN (SELECT count(*) FROM $relation); END \\$\\$",
            "\\$\\$ BEGIN FOR i IN 1..3 LOOP RAISE NOTICE '%', i; END LOOP; RETURN NULL; END; \\$\\$",
            "\\$\\$ BEGIN RETURN 1 END \\$\\$",
            "\\$\\$ DECLARE r $relation%ROWTYPE; BEGIN SELECT * INTO r FROM $relation; RETURN 1; END \\$\\$",
            "\\$\\$ BEGIN IF a > 1 THEN RETURN 1; ELSE RETURN 2; END IF; END \\$\\$",
        ],
    ),
    ("event", &["INSERT", "UPDATE", "DELETE", "UPDATE OF $column", "TRUNCATE"]),
    (
        "when",
        &[
            "OLD.id IS DISTINCT FROM NEW.id",
            "NEW.id > 1",
            "true",
            "NEW.$column IS NOT NULL",
            "OLD.* IS DISTINCT FROM NEW.*",
            "pg_trigger_depth() = 0",
        ],
    ),
    ("trigger_of_any", &["$triggered"]),
];
