-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 87e00be1fe13cbfd66667f6f979e76589501759643665c2d99befb9dae309746
-- Exact:   yes; 62 of the history fail, and have no effect here


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE s;

CREATE SEQUENCE n3_b_seq1 AS integer;


-- Tables ----------------------------------------------------------------------

-- Indexes and keys: which statements the server refuses, in what words, and how it names what it makes.
CREATE TABLE t (
    a int PRIMARY KEY CONSTRAINT ff REFERENCES t (a),
    b text CONSTRAINT uu UNIQUE,
    c json,
    d int[]
);
CREATE INDEX x ON t (a);
CREATE INDEX ci ON t (a);
CREATE UNIQUE INDEX ui2 ON t (b DESC);
CREATE UNIQUE INDEX ui3 ON t (b) WHERE a > 1;
CREATE UNIQUE INDEX ui4 ON t ((b||'x'));
CREATE INDEX ui5 ON t (b);
CREATE UNIQUE INDEX dd ON t (b);

CREATE TABLE p (
    a int,
    b int,
    UNIQUE (a, b),
    EXCLUDE USING btree (a WITH =)
) PARTITION BY RANGE (a);

CREATE TABLE t2 (
    a int CONSTRAINT t2pk PRIMARY KEY
);

CREATE TABLE names (
    a text,
    b text
);
CREATE INDEX names_a_b_idx ON names (a) INCLUDE (b);
CREATE INDEX names_lower_expr_expr1_case_coalesce_a_idx ON names (lower(a), (a||b), (b||a), (case when a > 'b' then 1 else 2 end), coalesce(a,b), (a::varchar(10)));
CREATE INDEX names_a_idx ON names ((a::varchar(5)));
CREATE INDEX names_expr_idx ON names ((a || 'x'));
CREATE INDEX names_a_idx1 ON names ((a collate "C"));
CREATE INDEX names_a_b_idx1 ON names (a COLLATE "C", b text_pattern_ops);
CREATE INDEX names_expr_idx1 ON names ((length(a) > 3));
CREATE INDEX names_left_substring_btrim_nullif_greatest_expr_int4_idx ON names (left(a, 1), substring(a from 1 for 1), trim(a), nullif(a,b), greatest(a,b), (a is null), ('{1,2}'::int[]));
CREATE INDEX names_extract_position_case_b_array_array1_expr_overlay_exp_idx ON names (extract(year from '2020-01-01'::timestamp), position('a' in a), (case when a>b then a end), (case a when 'x' then a else b end), (array[a,b]), ((array[a,b])[1]), (a like 'x'), overlay(a placing 'x' from 1), (row(a,b) is null), (names.a));

CREATE TABLE verylongtablenameverylongtablenameverylongtablenameverylong (
    averylongcolumnnameaverylongcolumnname serial PRIMARY KEY,
    b int UNIQUE CHECK (b > 1),
    c int REFERENCES t (a),
    UNIQUE (averylongcolumnnameaverylongcolumnname, b, c),
    CHECK (b > c)
);

CREATE TABLE "T é" (
    "Ü x" serial,
    "é"   int CHECK ("é" > 0),
    UNIQUE ("é", "Ü x")
);

CREATE TABLE n1 (
    a int CONSTRAINT n1_pkey1 PRIMARY KEY CHECK (a > 0) CHECK (a > 1) CHECK (a > 5) REFERENCES n1 (a),
    b int UNIQUE,
    CHECK (a > b),
    CHECK (b > a),
    FOREIGN KEY (a) REFERENCES n1 (b)
);
CREATE INDEX n1_pkey ON n1 (b);
CREATE INDEX n1_a_idx ON n1 (a);
CREATE INDEX n1_a_idx1 ON n1 (a);
ALTER TABLE n1 ADD CONSTRAINT n1_a_key UNIQUE (a);
ALTER TABLE n1 ADD CONSTRAINT n1_a_key1 UNIQUE (a);
ALTER TABLE n1 ADD CONSTRAINT n1_a_key2 UNIQUE (a);

CREATE TABLE other (
    a int CONSTRAINT n2_a_check CHECK (a > 1)
);

CREATE TABLE n2 (
    a int CONSTRAINT n2_a_check1 CHECK (a > 5)
);

CREATE TABLE n2_a_seq (
    a int
);

CREATE TABLE n3_b_seq (
    b int
);

CREATE TABLE n3 (
    a serial,
    b integer NOT NULL DEFAULT nextval('n3_b_seq1'::regclass),
    c bigserial UNIQUE,
    d smallserial PRIMARY KEY
);
ALTER SEQUENCE n3_b_seq1 OWNED BY n3.b;


-- Data ------------------------------------------------------------------------

INSERT INTO t (a, b) VALUES
    (1, 'x'),
    (2, 'y');
