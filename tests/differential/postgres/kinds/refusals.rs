//! Statements that are there for what the server says to them: errors that sensible statements seldom meet.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    (
        "bad number",
        5,
        "{SELECT $bad_number|DO \\$\\$ BEGIN PERFORM $bad_number; END \\$\\$|CREATE TABLE $new_relation AS SELECT $bad_number AS a|CREATE VIEW $new_relation AS SELECT $bad_number AS a|DO \\$\\$ BEGIN EXECUTE format('COMMENT ON SCHEMA public IS %L', $bad_number); END \\$\\$}",
    ),
    (
        "bad text",
        5,
        "{SELECT $bad_text|DO \\$\\$ BEGIN PERFORM $bad_text; END \\$\\$|CREATE TABLE $new_relation AS SELECT $bad_text AS a|CREATE VIEW $new_relation AS SELECT $bad_text AS a|DO \\$\\$ BEGIN EXECUTE format('COMMENT ON SCHEMA public IS %L', $bad_text); END \\$\\$}",
    ),
    (
        "bad type",
        5,
        "{SELECT $bad_type|DO \\$\\$ BEGIN PERFORM $bad_type; END \\$\\$|CREATE TABLE $new_relation AS SELECT $bad_type AS a|CREATE VIEW $new_relation AS SELECT $bad_type AS a|DO \\$\\$ BEGIN EXECUTE format('COMMENT ON SCHEMA public IS %L', $bad_type); END \\$\\$}",
    ),
    (
        "bad limit",
        5,
        "{SELECT * FROM $filled $bad_limit|DO \\$\\$ BEGIN PERFORM * FROM $filled $bad_limit; END \\$\\$|CREATE TABLE $new_relation AS SELECT * FROM $filled $bad_limit}",
    ),
    (
        "several rows",
        5,
        "{UPDATE $filled SET $column = (SELECT $column FROM $filled)|SELECT (SELECT g FROM generate_series(1, 2) g)|SELECT (SELECT 1 FROM $filled)|INSERT INTO $table ($column) VALUES ((SELECT 1 UNION SELECT 2))}",
    ),
    (
        "twice in one",
        5,
        "{INSERT INTO $table ($columns) VALUES $twice ON CONFLICT ($columns) DO UPDATE SET $assignment|SELECT * FROM $relation, $relation|SELECT x.* FROM $relation x, $other x|WITH q AS (SELECT 1), q AS (SELECT 2) SELECT * FROM q}",
    ),
    (
        "misplaced",
        5,
        "{SELECT $column FROM $relation WHERE row_number() OVER () > 1|CREATE VIEW $new_relation AS SELECT 1 AS a FROM $relation WHERE row_number() OVER () > 1|DELETE FROM $table WHERE row_number() OVER () > 1|SELECT count(*) FROM $relation WHERE count(*) > 1|UPDATE $table SET $column = row_number() OVER ()|$alter ADD CHECK (row_number() OVER () > 1)|$alter ADD CHECK (count(*) > 1)|SELECT $column FROM $relation GROUP BY row_number() OVER ()|$alter ADD CHECK ((SELECT true))|CREATE INDEX ON $relation ((count(*)))}",
    ),
    (
        "reserved name",
        5,
        "{CREATE SCHEMA pg_own|ALTER SCHEMA $schema RENAME TO pg_own|GRANT SELECT ON $relation TO nobody|ALTER TYPE $enum ADD VALUE 'a label that is much longer than the sixty-three bytes that a name may have'|CREATE TYPE $new_type AS ENUM ('a label that is much longer than the sixty-three bytes that a name may have')}",
    ),
    ("reserved role", 5, "{CREATE ROLE {pg_reader|public|none}|DROP ROLE {public|CURRENT_USER|postgres|postgres}}"),
    (
        "bad foreign key",
        5,
        "ALTER TABLE $table ADD FOREIGN KEY ($columns) REFERENCES {$other|$other ($column_name)|$other (id)|$other (id, $column_name)} $reference_tail",
    ),
    (
        "system catalog",
        6,
        "{ALTER TABLE pg_class ADD COLUMN a int|DROP TABLE pg_class|CREATE INDEX ON pg_class (relname)|CREATE TRIGGER $new_part BEFORE INSERT ON pg_class EXECUTE FUNCTION $trigger_function()|ALTER TABLE pg_type RENAME TO x|INSERT INTO pg_class DEFAULT VALUES|CREATE RULE $new_rule AS ON INSERT TO pg_class DO NOTHING|COMMENT ON TABLE pg_class IS 'x'}",
    ),
    (
        "too many",
        5,
        "{CREATE INDEX ON $relation ($thirty_three)|CREATE STATISTICS both ON a, b, c, d, e, f, g, h, i FROM $relation|ALTER TABLE $table ADD FOREIGN KEY ($thirty_three) REFERENCES $other ($thirty_three)|CREATE TABLE $new_relation (a int, PRIMARY KEY ($thirty_three))}",
    ),
    (
        "not in a transaction",
        6,
        "{DROP INDEX CONCURRENTLY $index|CREATE INDEX CONCURRENTLY ON $ordinary ($column)|REINDEX TABLE CONCURRENTLY $ordinary|VACUUM|ALTER SYSTEM SET work_mem = '1MB'}",
    ),
    ("conflicting inheritance", 5, "CREATE TABLE $new_relation () INHERITS ($ordinary, $other)"),
    (
        "wrong privilege",
        6,
        "{GRANT {USAGE|EXECUTE} ON TABLE $relation TO PUBLIC|GRANT SELECT ON FUNCTION $routine TO PUBLIC|GRANT INSERT ON SCHEMA $schema TO PUBLIC|GRANT SELECT (id) ON SEQUENCE $sequence TO PUBLIC|GRANT SELECT ON $relation TO PUBLIC WITH GRANT OPTION}",
    ),
    (
        "wrong literal",
        5,
        "INSERT INTO $table ($column) VALUES ({'2024-13-45'|'x'|99999999999|'far too long for any of the columns that are limited'|NULL|'\\{1,2'|'25:61'|-1})",
    ),
    (
        "sequence ends",
        5,
        "{DO \\$\\$ BEGIN ALTER SEQUENCE $sequence NO CYCLE MAXVALUE 5000 RESTART 5000; PERFORM nextval('$again'); PERFORM nextval('$again'); END \\$\\$|CREATE SEQUENCE $new_relation MAXVALUE 1 START 1|ALTER SEQUENCE $sequence MAXVALUE 2 RESTART {1|2}|SELECT nextval('$sequence') FROM generate_series(1, 4)|SELECT setval('$sequence', 99999999999)}",
    ),
    (
        "ambiguous",
        5,
        "{SELECT {$column|id|name} FROM $relation x, $other y|DROP FUNCTION {total|add_one|label_of|touch}|SELECT {total|add_one|label_of}(NULL)|CREATE VIEW $new_relation AS SELECT {id|name} FROM $relation x JOIN $other y ON true|COMMENT ON FUNCTION {total|add_one} IS 'x'}",
    ),
    (
        "overload",
        5,
        "CREATE FUNCTION {total|add_one|label_of}({text|int|date|bigint|a int, b int|$any_type}) RETURNS {int LANGUAGE sql AS 'SELECT 1'|text LANGUAGE plpgsql AS 'BEGIN END'}",
    ),
    (
        "fresh label",
        4,
        "DO \\$\\$ BEGIN ALTER TYPE $enum ADD VALUE 'fresh'; {CREATE TABLE $new_relation (a $again DEFAULT 'fresh');|PERFORM 'fresh'::$again;|CREATE VIEW $new_relation AS SELECT 'fresh'::$again AS a;} END \\$\\$",
    ),
    (
        "cast away",
        6,
        "SELECT {$column::{date|int\\[\\]|jsonb|uuid} FROM $relation|true::date|1::uuid|ROW(1)::int|DATE '2024-01-01'::int|CAST('a' AS $any_type)|ROW(1, 2)::$composite}",
    ),
    (
        "exclusion",
        6,
        "{ALTER TABLE $filled ADD EXCLUDE ($column WITH =)|CREATE TABLE $new_relation (id int, EXCLUDE (id WITH =))|DO \\$\\$ BEGIN CREATE TABLE excluding (a int, EXCLUDE (a WITH =)); INSERT INTO excluding VALUES {(1), (2)|(1), (1)|(1), (1)|(2), (1), (2)|(NULL), (NULL)}; DROP TABLE excluding; END \\$\\$|INSERT INTO $filled SELECT * FROM $filled}",
    ),
    ("bad COPY", 4, "COPY $table ({$column|$columns|missing|$column, $column}) FROM stdin;\n{1\t2|a|\\\\N|1|}\n\\\\."),
];

pub const RULES: &[Rule] = &[
    (
        "bad_limit",
        &["LIMIT -1", "OFFSET -1", "LIMIT 'x'", "FETCH FIRST -1 ROWS ONLY", "LIMIT (SELECT -1)", "OFFSET (-2)"],
    ),
    (
        "bad_number",
        &[
            "sqrt(-1)",
            "sqrt(-2.0)",
            "(-8.0) ^ 0.5",
            "1 % 0",
            "9223372036854775807 + 1",
            "DATE '2024-01-01' + 2147483647",
            "make_date(2024, 13, 1)",
            "power(0, -1)",
            "ln(0)",
        ],
    ),
    (
        "bad_text",
        &[
            "substring('abc' from 1 for -1)",
            "substring('abc', 2, -1)",
            "jsonb_build_object('a')",
            "jsonb_object('\\{a,b,c\\}')",
            "to_timestamp('x', 'YYYY')",
            "format('%I', NULL)",
            "format('%s')",
            "lpad('a', 3, NULL)",
            "repeat('a', -1)",
            "chr(0)",
        ],
    ),
    (
        "bad_type",
        &[
            "'\\[5,1)'::int4range",
            "'2024-02-30'::date",
            "'soon'::date",
            "'infinity'::timestamp + '1 day'",
            "ARRAY\\[\\[1, 2\\], \\[3\\]\\]",
            "ARRAY\\[\\]",
            "ARRAY\\[ \\]",
            "\\$1",
            "'x'::xid8",
            "'\\{\\{1\\},\\{2,3\\}\\}'::int\\[\\]",
            "'no such table'::regclass",
            "'a.b.c.d'::regclass",
            "''::regclass",
            "'\\{\"a\"'::jsonb",
            "'x'::uuid",
        ],
    ),
    ("twice", &["$twice_value"]),
    ("twice_value", &["(1), (1)", "('a'), ('a')", "(1), (1), (2)"]),
    (
        "thirty_three",
        &[
            "id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id, id",
        ],
    ),
];
