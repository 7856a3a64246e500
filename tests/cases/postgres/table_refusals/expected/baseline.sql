-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 85701884858ccc4060ecce3285853350e60b0dd52e003b41c9c9391cfdfff50b
-- Exact:   yes; 76 of the history fail, and have no effect here


-- Types -----------------------------------------------------------------------

CREATE TYPE tt AS (x int);


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE s AS smallint;


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    a int
);
CREATE INDEX i ON t (a);

CREATE TABLE i1 (
    a int GENERATED ALWAYS AS IDENTITY
);

CREATE TABLE j2 (
    a int PRIMARY KEY
);

CREATE TABLE j3 (
    a int PRIMARY KEY
);

CREATE TABLE i2 (
    a int CONSTRAINT pk PRIMARY KEY,
    b int CONSTRAINT foo UNIQUE
);

CREATE TABLE i3 (
    a tt PRIMARY KEY
);

CREATE TABLE i5 (
    a int GENERATED ALWAYS AS (b) STORED,
    b int
);

CREATE TABLE i6 (
    a int
);

CREATE UNLOGGED TABLE ul (
    a int PRIMARY KEY
);

CREATE TABLE i8 (
    a int UNIQUE NULLS NOT DISTINCT,
    b int UNIQUE USING INDEX TABLESPACE pg_default
) WITH (fillfactor = 50);
