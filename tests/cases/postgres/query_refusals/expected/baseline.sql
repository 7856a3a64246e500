-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 8b54934f8a0eeb851f29307fbefa2a0e0b595fff1a20290390fc0f7f00a4b454
-- Exact:   yes; 55 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Types -----------------------------------------------------------------------

CREATE TYPE mood AS ENUM ('low', 'high');

CREATE TYPE pair AS (a int, m mood);


-- Functions -------------------------------------------------------------------

CREATE PROCEDURE pr(a int, b text)
    LANGUAGE sql
AS '';


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    id      int PRIMARY KEY,
    c       char(3),
    m       mood,
    o       oid,
    ts      timestamp,
    r       int4range,
    n       numeric CHECK (n > 0),
    p       pair,
    i       interval,
    "order" json,
    pt      point,
    mo      money
);

CREATE TABLE u (
    id int,
    b  bigint[],
    tt pair[]
);

CREATE TABLE e ();

CREATE TABLE tabled (
    b int,
    c int
);


-- Views -----------------------------------------------------------------------

CREATE VIEW tabled_view AS
SELECT tabled.b AS a FROM tabled;


-- Materialized views ----------------------------------------------------------

CREATE MATERIALIZED VIEW mv AS
SELECT id FROM t
WITH NO DATA;

RESET check_function_bodies;
