-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 f4a708349cf2ef2e435357eb04be2daf6fc74c5d00063bbf16d49fd955c9702c
-- Exact:   yes; 85 of the history fail, and have no effect here


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE k_s_seq AS integer;

CREATE SEQUENCE s;


-- Tables ----------------------------------------------------------------------

-- ALTER TABLE and copies of tables: which statements the server refuses, and in what words.
CREATE TABLE t (
    a varchar(10) DEFAULT 'x',
    b int,
    c text GENERATED ALWAYS AS (b+1) STORED,
    e bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY CONSTRAINT cc CHECK (e > 1),
    f varchar CHECK (f > 'a')
);

CREATE TABLE r (
    x int REFERENCES t (e)
);

CREATE TABLE k (
    a boolean DEFAULT true,
    b timestamptz DEFAULT now(),
    c json,
    d text DEFAULT 'x' || 'y',
    i bigint GENERATED ALWAYS AS IDENTITY,
    s bigint NOT NULL DEFAULT nextval('k_s_seq'::regclass),
    m text UNIQUE
);
ALTER SEQUENCE k_s_seq OWNED BY k.s;

CREATE TABLE k2 (
    a int DEFAULT 3
);

CREATE TABLE ch (
    a int,
    b int,
    c int CHECK (c > 1)
);

CREATE TABLE ch1 () INHERITS (ch);

CREATE TABLE z (
    q2 int
);

CREATE TABLE zu (
    x z
);

CREATE TABLE p (
    a int NOT NULL
) PARTITION BY LIST (a);

CREATE TABLE p1 (
    a int,
    b text
);

CREATE TABLE p2 (
    a int NOT NULL,
    b int
);

CREATE TABLE p3 (
    a int NOT NULL,
    b text,
    c int
);

CREATE TABLE p4 (
    b text,
    a int NOT NULL
);

CREATE TABLE ii (
    b int
);

CREATE TABLE cx (
    a int PRIMARY KEY DEFAULT 5 CONSTRAINT cx_a_check CHECK (a > 1),
    b text UNIQUE
);
CREATE INDEX cx_lower_idx ON cx (lower(b));
CREATE INDEX named ON cx (b) WHERE a > 1;
CREATE INDEX i ON cx (a);

CREATE TABLE l1 (
    a int NOT NULL,
    b text
);

CREATE TABLE l2 (
    x int,
    a int PRIMARY KEY DEFAULT 5 CONSTRAINT cx_a_check CHECK (a > 1),
    b text UNIQUE,
    y int
);
CREATE INDEX l2_lower_idx ON l2 (lower(b));
CREATE INDEX l2_b_idx ON l2 (b) WHERE a > 1;

CREATE TABLE l3 (
    a int PRIMARY KEY CONSTRAINT cx_a_check CHECK (a > 1),
    b text UNIQUE
);
CREATE INDEX l3_lower_idx ON l3 (lower(b));
CREATE INDEX l3_b_idx ON l3 (b) WHERE a > 1;

CREATE TABLE c1 (
    a int NOT NULL DEFAULT 5,
    c int
) INHERITS (cx);

CREATE TABLE pa (
    a int,
    b int
) PARTITION BY LIST (a);

CREATE TABLE pa1 PARTITION OF pa FOR VALUES IN (1);

CREATE TABLE pa2 PARTITION OF pa DEFAULT;

CREATE TABLE pa4 PARTITION OF pa (
    PRIMARY KEY (b)
) FOR VALUES IN (4);
