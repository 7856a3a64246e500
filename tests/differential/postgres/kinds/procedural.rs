//! What runs: `DO` blocks, functions in PL/pgSQL that take decisions, triggers that change and refuse rows, calls.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    ("DO", 5, "DO \\$\\$ BEGIN $step END \\$\\$"),
    ("DO steps", 5, "DO \\$\\$ BEGIN $step $step $step END \\$\\$"),
    (
        "DO IF",
        5,
        "DO \\$\\$ BEGIN IF $decision THEN $step [ELSIF $decision THEN $step] [ELSE $step] END IF; END \\$\\$",
    ),
    (
        "DO CASE",
        7,
        "DO \\$\\$ DECLARE x int := $number; BEGIN CASE x WHEN 1, 2 THEN $step WHEN {0|7} THEN $step [ELSE $step] END CASE; END \\$\\$",
    ),
    (
        "DO LOOP",
        4,
        "DO \\$\\$ DECLARE i int := 0; BEGIN {LOOP i := i + 1; EXIT WHEN i > {2|5}; [CONTINUE WHEN i = 2;] $step END LOOP;|WHILE i < 2 LOOP i := i + 1; $step END LOOP;} END \\$\\$",
    ),
    (
        "DO FOR",
        6,
        "DO \\$\\$ {BEGIN FOR i IN [REVERSE] {1..3|3..1|1..NULL|1..4 BY 2|1..2 BY 0} LOOP $step END LOOP;|DECLARE r record; BEGIN FOR r IN SELECT * FROM $filled LOOP $step END LOOP;|DECLARE r record; BEGIN FOR r IN $query LOOP $step END LOOP;} END \\$\\$",
    ),
    (
        "DO FOREACH",
        4,
        "DO \\$\\$ DECLARE x {int|text}; BEGIN FOREACH x IN ARRAY {ARRAY\\[1, 2\\]|'\\{a,b\\}'::text\\[\\]|NULL::int\\[\\]|5} LOOP $step END LOOP; END \\$\\$",
    ),
    (
        "DO EXCEPTION",
        5,
        "DO \\$\\$ BEGIN $step $failing EXCEPTION WHEN $condition THEN {NULL;|$step|RAISE NOTICE '% %', SQLSTATE, SQLERRM;|RAISE;|RAISE EXCEPTION 'again: %', SQLERRM;} END \\$\\$",
    ),
    (
        "DO nested block",
        7,
        "DO \\$\\$ <<outside>> DECLARE x int := 1; BEGIN $step DECLARE x text := 'a'; BEGIN $failing $step EXCEPTION WHEN $condition THEN $step END; $step END \\$\\$",
    ),
    (
        "DO EXECUTE",
        5,
        "DO \\$\\$ DECLARE n text := {'made'|'Made One'|'users'|NULL}; BEGIN EXECUTE {format('CREATE TABLE %I (id int, note text DEFAULT %L)', n, 'it''s')|format('DROP TABLE %I', n)|'DELETE FROM $filled'|'INSERT INTO $table ($column) VALUES (\\$1)' USING {1|'a'}|n|format('CREATE VIEW %s AS SELECT 1', quote_ident(n))|'SELEC 1'|'COMMENT ON TABLE $table IS ' \\|\\| quote_literal(n)}; END \\$\\$",
    ),
    (
        "DO EXECUTE INTO",
        4,
        "DO \\$\\$ DECLARE x text; BEGIN EXECUTE {'SELECT count(*) FROM $filled'|'SELECT $column FROM $filled ORDER BY 1 LIMIT 1'|'SELECT \\$1' USING 5|'INSERT INTO $filled DEFAULT VALUES RETURNING 1'} INTO x; {RAISE NOTICE '%', x;|EXECUTE format('CREATE TABLE %I (a int)', 't' \\|\\| coalesce(x, ''));} END \\$\\$",
    ),
    (
        "DO RAISE",
        5,
        "DO \\$\\$ BEGIN RAISE {EXCEPTION 'no % for %', 1, 'two'|EXCEPTION 'plain'|NOTICE 'seen %', 1|unique_violation|EXCEPTION 'x' USING ERRCODE = {'UE001'|'no_such_condition'|'check_violation'}|no_data_found USING MESSAGE = 'mine', HINT = 'look'|WARNING 'w'|SQLSTATE '22012'|EXCEPTION '%'|EXCEPTION USING MESSAGE = NULL|}; END \\$\\$",
    ),
    (
        "DO INTO",
        5,
        "DO \\$\\$ DECLARE r $filled%ROWTYPE; n int; BEGIN {SELECT * INTO [STRICT] r FROM $filled {|LIMIT 1|WHERE false|ORDER BY $column};|SELECT count(*) INTO n FROM $filled;|DELETE FROM $filled WHERE $bool RETURNING 1 INTO n;|SELECT $column INTO n FROM $filled ORDER BY 1;} IF {FOUND|NOT FOUND|n > 0} THEN $step END IF; END \\$\\$",
    ),
    (
        "DO GET DIAGNOSTICS",
        6,
        "DO \\$\\$ DECLARE n int; code text; BEGIN {UPDATE $filled SET $assignment [WHERE $bool];|DELETE FROM $filled WHERE $bool;|INSERT INTO $table $row;} GET DIAGNOSTICS n = ROW_COUNT; IF n > {0|1} THEN $step END IF; {|BEGIN $failing EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS code = {RETURNED_SQLSTATE|MESSAGE_TEXT|CONSTRAINT_NAME}; $step END;|GET STACKED DIAGNOSTICS code = MESSAGE_TEXT;} END \\$\\$",
    ),
    (
        "DO assigns",
        6,
        "DO \\$\\$ DECLARE {x $variable_type := $expression;|x int NOT NULL := {1|NULL};|x CONSTANT int := 1;|x smallint;|x varchar(2);|x int\\[\\];} BEGIN x := {$expression|$literal|70000|'abc'|NULL|1 / 0|x}; {|$step} END \\$\\$",
    ),
    ("DO ASSERT", 4, "DO \\$\\$ BEGIN ASSERT {$decision|1 = 1|false|NULL}[, 'not so']; $step END \\$\\$"),
    (
        "DO if not there",
        5,
        "DO \\$\\$ BEGIN IF NOT EXISTS (SELECT 1 FROM {pg_type WHERE typname = 'mood'|pg_tables WHERE tablename = 'users'|information_schema.columns WHERE table_name = 'users' AND column_name = 'name'|pg_class WHERE relname = 'users_pkey'|pg_constraint WHERE conname = 'c1'|pg_namespace WHERE nspname = 'app'|pg_roles WHERE rolname = 'reader'}) THEN {CREATE TYPE mood AS ENUM ('low', 'high');|CREATE TABLE users (id int);|ALTER TABLE $table ADD COLUMN name text;|ALTER TABLE $table ADD CONSTRAINT c1 CHECK ($bool);|CREATE SCHEMA app;|CREATE ROLE reader;} END IF; END \\$\\$",
    ),
    ("DO transaction", 4, "DO \\$\\$ BEGIN $step {COMMIT|ROLLBACK|COMMIT|SAVEPOINT s1}; $step END \\$\\$"),
    ("DO CALL", 6, "DO \\$\\$ BEGIN {CALL $procedure_call|PERFORM $call|CALL $procedure_call}; END \\$\\$"),
    (
        "CREATE FUNCTION decides",
        2,
        "CREATE [OR REPLACE] FUNCTION $new_routine(a int) RETURNS {int|text|boolean} LANGUAGE plpgsql [STRICT|STABLE] AS \\$\\$ DECLARE n int := 0; BEGIN {IF a > $number THEN RETURN {1|a|n}; END IF;|FOR i IN 1..a LOOP n := n + i; EXIT WHEN n > 100; END LOOP;|WHILE n < 3 LOOP n := n + 1; END LOOP;|CASE a WHEN 1 THEN RETURN 2; ELSE n := a; END CASE;|SELECT count(*) INTO n FROM $table;|$failing|BEGIN $failing EXCEPTION WHEN $condition THEN n := -1; END;} RETURN {n|n * 2|n > 0|'n' \\|\\| n}; END \\$\\$",
    ),
    (
        "CREATE FUNCTION writes",
        6,
        "CREATE [OR REPLACE] FUNCTION $new_routine({|a int|a int, b text}) RETURNS void LANGUAGE plpgsql AS \\$\\$ BEGIN {$step|$step $step|INSERT INTO $table $row;|EXECUTE format('CREATE TABLE %I (id int)', 'by_function');} END \\$\\$",
    ),
    (
        "CREATE FUNCTION RETURN QUERY",
        5,
        "CREATE [OR REPLACE] FUNCTION $new_routine({|a int}) RETURNS {SETOF int|SETOF text|TABLE (x int)|SETOF $filled} LANGUAGE plpgsql AS \\$\\$ BEGIN {RETURN QUERY SELECT {1|$column} FROM $filled;|RETURN QUERY SELECT * FROM $filled;|RETURN QUERY SELECT g FROM generate_series(1, 3) g;|RETURN QUERY EXECUTE 'SELECT 1';|RETURN NEXT 1;} [RETURN;] END \\$\\$",
    ),
    (
        "CREATE FUNCTION OUT",
        6,
        "CREATE FUNCTION $new_routine({a int, OUT b int|INOUT a int|OUT a int, OUT b text}) LANGUAGE plpgsql AS \\$\\$ BEGIN {a|b} := {1|a + 1}; [RETURN;] END \\$\\$",
    ),
    (
        "CREATE FUNCTION sql writes",
        4,
        "CREATE [OR REPLACE] FUNCTION $new_routine(a int) RETURNS {void|int|SETOF int} LANGUAGE sql AS \\$\\$ {INSERT INTO $table $row|DELETE FROM $filled|SELECT a * 2|UPDATE $table SET $assignment|SELECT 1; SELECT a}{|; SELECT 1} \\$\\$",
    ),
    (
        "CREATE PROCEDURE writes",
        2,
        "CREATE [OR REPLACE] PROCEDURE $new_routine({|a int|INOUT a int|a int, b text DEFAULT 'x'}) LANGUAGE plpgsql AS \\$\\$ BEGIN $step {|$step|COMMIT; $step|ROLLBACK;} END \\$\\$",
    ),
    ("SELECT call", 5, "SELECT {$call|$call|* FROM $call|$call, $call|$call FROM $filled}"),
    ("INSERT of a call", 4, "INSERT INTO $table ($column) {VALUES ($call)|SELECT $call}"),
    ("CALL", 5, "CALL $procedure_call"),
    (
        "CREATE FUNCTION trigger decides",
        2,
        "CREATE [OR REPLACE] FUNCTION {touch|$new_routine}() RETURNS trigger LANGUAGE plpgsql AS \\$\\$ BEGIN $trigger_step RETURN {NEW|NEW|OLD|NULL}; END \\$\\$",
    ),
    (
        "CREATE TRIGGER fires",
        2,
        "CREATE [[OR REPLACE]] TRIGGER $new_part {BEFORE|AFTER} {INSERT|UPDATE|DELETE|INSERT OR UPDATE|INSERT OR UPDATE OR DELETE} ON $filled FOR EACH {ROW|ROW|STATEMENT} [[WHEN ($when)]] EXECUTE FUNCTION $trigger_function()",
    ),
    ("INSERT fires", 6, "INSERT INTO $firing $row"),
    ("UPDATE fires", 6, "UPDATE $firing SET $assignment [WHERE $bool]"),
    ("DELETE fires", 6, "DELETE FROM $firing [WHERE $bool]"),
];

pub const RULES: &[Rule] = &[
    (
        "step",
        &[
            "NULL;",
            "INSERT INTO $table $row;",
            "DELETE FROM $table [WHERE $bool];",
            "UPDATE $table SET $assignment [WHERE $bool];",
            "PERFORM 1;",
            "$forget RAISE NOTICE 'step';",
            "CREATE TABLE $new_relation (id int PRIMARY KEY, note text);",
            "ALTER TABLE $table ADD COLUMN $column_name $variable_type;",
            "DROP TABLE IF EXISTS $table;",
            "PERFORM $call;",
            "CREATE INDEX ON $table ($column);",
            "INSERT INTO $table $row;",
        ],
    ),
    (
        "failing",
        &[
            "PERFORM 1 / 0;",
            "INSERT INTO $table $row;",
            "RAISE EXCEPTION 'stop';",
            "ALTER TABLE $table ADD COLUMN $column int;",
            "CREATE TABLE $new_relation (id int);",
            "DROP TABLE no_such_table;",
            "PERFORM 'x'::int;",
            "RAISE unique_violation;",
            "DELETE FROM $filled;",
            "INSERT INTO $filled SELECT * FROM $filled;",
        ],
    ),
    (
        "condition",
        &[
            "OTHERS",
            "division_by_zero",
            "unique_violation",
            "duplicate_column",
            "duplicate_table OR duplicate_object",
            "integrity_constraint_violation",
            "SQLSTATE '22012'",
            "raise_exception",
            "undefined_table",
            "data_exception",
        ],
    ),
    (
        "decision",
        &[
            "EXISTS (SELECT 1 FROM $filled)",
            "(SELECT count(*) FROM $filled) > {0|1|2}",
            "EXISTS (SELECT 1 FROM $filled WHERE $bool)",
            "NOT EXISTS (SELECT 1 FROM $table WHERE $bool)",
            "NULL",
            "to_regclass('users') IS NOT NULL",
            "1 = 2 OR true",
            "$forget $bool",
        ],
    ),
    ("variable_type", &["int", "text", "boolean", "numeric(4,1)", "date", "$any_type", "no_such", "varchar(3)"]),
    (
        "trigger_step",
        &[
            "NEW.$column_name := $literal;",
            "IF TG_OP = 'INSERT' THEN INSERT INTO $other DEFAULT VALUES; END IF;",
            "RAISE EXCEPTION 'no % on %', TG_OP, TG_TABLE_NAME;",
            "IF NEW.id > 1 THEN RAISE check_violation USING MESSAGE = 'too large'; END IF;",
            "DELETE FROM $filled;",
            "INSERT INTO $table $row;",
            "IF TG_OP = 'UPDATE' AND NEW IS NOT DISTINCT FROM OLD THEN RETURN NULL; END IF;",
            "NEW.id := coalesce(NEW.id, 0) + 1;",
            "BEGIN $failing EXCEPTION WHEN OTHERS THEN NULL; END;",
            "RAISE NOTICE '% %', TG_WHEN, TG_NAME;",
        ],
    ),
];
