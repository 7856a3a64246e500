//! Pairs of ways to the same database, between which the comparison must see no difference.

/// The name, the history's way, the baseline's way.
pub const CASES: &[(&str, &str, &str)] = &[
    ("dimensions_of_arrays", "CREATE TABLE t (a int[])", "CREATE TABLE t (a int[][])"),
    (
        "constraints_added_later",
        "CREATE TABLE r (a int); ALTER TABLE r ADD PRIMARY KEY (a); CREATE TABLE t (a int, b int, c text);
         ALTER TABLE t ADD CONSTRAINT t_b_key UNIQUE (b); ALTER TABLE t ADD CONSTRAINT t_a_fkey FOREIGN KEY (a) REFERENCES r;
         ALTER TABLE t ADD CONSTRAINT t_c_check CHECK (c <> ''); ALTER TABLE t ALTER b SET NOT NULL; ALTER TABLE t ALTER b SET DEFAULT 1",
        "CREATE TABLE r (a int PRIMARY KEY);
         CREATE TABLE t (a int REFERENCES r, b int DEFAULT 1 NOT NULL UNIQUE, c text CHECK (c <> ''))",
    ),
    (
        "columns_added_and_dropped",
        "CREATE TABLE t (x int, a int); ALTER TABLE t ADD b text DEFAULT 'x' NOT NULL; ALTER TABLE t DROP x;
         CREATE INDEX i ON t (b); CREATE VIEW v AS SELECT b FROM t",
        "CREATE TABLE t (a int, b text DEFAULT 'x' NOT NULL); CREATE INDEX i ON t (b); CREATE VIEW v AS SELECT b FROM t",
    ),
    (
        "a_type_changed",
        "CREATE TABLE t (a int DEFAULT 1 CHECK (a > 0)); CREATE INDEX i ON t (a); ALTER TABLE t ALTER a TYPE bigint",
        "CREATE TABLE t (a bigint DEFAULT 1 CHECK (a > 0)); CREATE INDEX i ON t (a)",
    ),
    (
        "a_type_changed_to_an_enum",
        "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (a text DEFAULT 'a'); ALTER TABLE t ALTER a DROP DEFAULT;
         ALTER TABLE t ALTER a TYPE e USING a::e; ALTER TABLE t ALTER a SET DEFAULT 'b'",
        "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (a e DEFAULT 'b')",
    ),
    (
        "renames",
        "CREATE TABLE t (a int CONSTRAINT c CHECK (a > 0)); CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT a AS x FROM t;
         ALTER TABLE t RENAME a TO b; ALTER TABLE t RENAME TO u; ALTER INDEX i RENAME TO j",
        "CREATE TABLE u (b int CONSTRAINT c CHECK (b > 0)); CREATE INDEX j ON u (b); CREATE VIEW v AS SELECT b AS x FROM u",
    ),
    (
        "a_table_replaced",
        "CREATE TABLE t (a int, b text); CREATE TABLE t2 (a int); DROP TABLE t; ALTER TABLE t2 RENAME TO t",
        "CREATE TABLE t (a int)",
    ),
    (
        "serial_by_hand",
        "CREATE SEQUENCE t_a_seq AS int; CREATE TABLE t (a int NOT NULL DEFAULT nextval('t_a_seq')); ALTER SEQUENCE t_a_seq OWNED BY t.a",
        "CREATE TABLE t (a serial)",
    ),
    (
        "serial_on_a_column_added",
        "CREATE TABLE t (); ALTER TABLE t ADD a bigserial PRIMARY KEY",
        "CREATE TABLE t (a bigserial PRIMARY KEY)",
    ),
    (
        "identity_added",
        "CREATE TABLE t (a int NOT NULL); ALTER TABLE t ALTER a ADD GENERATED ALWAYS AS IDENTITY",
        "CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY)",
    ),
    (
        "a_constraint_using_an_index",
        "CREATE TABLE t (a int NOT NULL); CREATE UNIQUE INDEX t_pkey ON t (a); ALTER TABLE t ADD CONSTRAINT t_pkey PRIMARY KEY USING INDEX t_pkey",
        "CREATE TABLE t (a int PRIMARY KEY)",
    ),
    (
        "a_partition_attached",
        "CREATE TABLE p (a int, PRIMARY KEY (a)) PARTITION BY RANGE (a); CREATE TABLE q (a int, CONSTRAINT q_pkey PRIMARY KEY (a));
         ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (1) TO (2)",
        "CREATE TABLE p (a int, PRIMARY KEY (a)) PARTITION BY RANGE (a);
         CREATE TABLE q (a int, CONSTRAINT q_pkey PRIMARY KEY (a)); ALTER TABLE p ATTACH PARTITION q FOR VALUES FROM (1) TO (2)",
    ),
    (
        "enum_values_added",
        "CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (a e); ALTER TYPE e ADD VALUE 'b'; ALTER TYPE e RENAME VALUE 'a' TO 'c'",
        "CREATE TYPE e AS ENUM ('c', 'b'); CREATE TABLE t (a e)",
    ),
    (
        "an_enum_replaced",
        "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (a e); CREATE TYPE e2 AS ENUM ('a');
         ALTER TABLE t ALTER a TYPE e2 USING a::text::e2; DROP TYPE e; ALTER TYPE e2 RENAME TO e",
        "CREATE TYPE e AS ENUM ('a'); CREATE TABLE t (a e)",
    ),
    (
        "a_function_replaced",
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'; CREATE TABLE t (a int);
         CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
         CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TABLE t (a int);
         CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()",
    ),
    (
        "a_view_replaced",
        "CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT a FROM t; CREATE OR REPLACE VIEW v AS SELECT a, b FROM t",
        "CREATE TABLE t (a int, b int); CREATE VIEW v AS SELECT a, b FROM t",
    ),
    (
        "a_schema_changed",
        "CREATE SCHEMA s; CREATE TABLE t (a serial PRIMARY KEY); ALTER TABLE t SET SCHEMA s",
        "CREATE SCHEMA s; CREATE TABLE s.t (a serial PRIMARY KEY)",
    ),
    (
        "a_check_validated",
        "CREATE TABLE t (a int); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT c",
        "CREATE TABLE t (a int CONSTRAINT c CHECK (a > 0))",
    ),
    (
        "foreign_keys_around_a_circle",
        "CREATE TABLE a (id int PRIMARY KEY, b int); CREATE TABLE b (id int PRIMARY KEY, a int REFERENCES a); ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b",
        "CREATE TABLE b (id int PRIMARY KEY, a int); CREATE TABLE a (id int PRIMARY KEY, b int REFERENCES b); ALTER TABLE b ADD FOREIGN KEY (a) REFERENCES a",
    ),
    (
        "a_domain_changed",
        "CREATE DOMAIN d AS text; CREATE TABLE t (a d); ALTER DOMAIN d ADD CONSTRAINT d_check CHECK (VALUE <> ''); ALTER DOMAIN d SET DEFAULT 'x'",
        "CREATE DOMAIN d AS text DEFAULT 'x' CHECK (VALUE <> ''); CREATE TABLE t (a d)",
    ),
    (
        "created_in_another_order",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; CREATE TABLE t (a int DEFAULT f()); CREATE TABLE u (a int); CREATE INDEX i ON u ((a + f()))",
        "CREATE TABLE u (a int); CREATE FUNCTION f() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'; CREATE INDEX i ON u ((a + f())); CREATE TABLE t (a int DEFAULT f())",
    ),
    (
        "comments_and_grants_over_time",
        "CREATE TABLE t (a int); COMMENT ON TABLE t IS 'x'; COMMENT ON TABLE t IS 'y'; GRANT SELECT, INSERT, UPDATE ON t TO PUBLIC; REVOKE INSERT ON t FROM PUBLIC;
         GRANT SELECT (a) ON t TO pg_monitor; GRANT SELECT ON t TO pg_read_all_stats",
        "CREATE TABLE t (a int); COMMENT ON TABLE t IS 'y'; GRANT SELECT ON t TO pg_read_all_stats; GRANT SELECT (a) ON t TO pg_monitor;
         GRANT SELECT, UPDATE ON t TO PUBLIC",
    ),
    (
        "a_column_generated_later",
        "CREATE TABLE t (a int); ALTER TABLE t ADD b int GENERATED ALWAYS AS (a + 1) STORED",
        "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a + 1) STORED)",
    ),
    (
        "a_table_of_a_query",
        "CREATE TABLE t AS SELECT 1 AS a, 'x'::text AS b",
        "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x')",
    ),
    (
        "an_extension_in_another_order",
        "CREATE EXTENSION citext; CREATE TABLE t (a citext UNIQUE, b text); CREATE EXTENSION pg_trgm; CREATE INDEX i ON t USING gin (b gin_trgm_ops)",
        "CREATE EXTENSION pg_trgm; CREATE EXTENSION citext; CREATE TABLE t (a citext UNIQUE, b text); CREATE INDEX i ON t USING gin (b gin_trgm_ops)",
    ),
];
