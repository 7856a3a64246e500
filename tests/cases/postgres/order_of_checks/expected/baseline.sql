-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 3b7223200ca2177b8a7511a2a9746aca4c8c0603d79507cc96be384f57d8209b
-- Exact:   yes; 47 of the history fail, and have no effect here


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA audit;


-- Types -----------------------------------------------------------------------

CREATE TYPE mood AS ENUM ('sad');

CREATE DOMAIN dm AS integer;

CREATE TYPE audit.status AS (a integer);


-- Tables ----------------------------------------------------------------------

-- What the server looks at first, where a statement has several faults.
CREATE TABLE b (
    id integer,
    c  char(3),
    t  varchar(9),
    bb bit(3)
);
CREATE INDEX b_coll ON b (t COLLATE "C");

CREATE TABLE pn (
    a integer,
    b text
) PARTITION BY RANGE (b text_pattern_ops, a);

CREATE TABLE kid () INHERITS (b);

CREATE TABLE g (
    id integer GENERATED ALWAYS AS IDENTITY,
    m  mood,
    d  dm,
    n  integer NOT NULL
);

CREATE TABLE gk () INHERITS (g);

CREATE TABLE gg (
    a integer,
    b integer GENERATED ALWAYS AS (a) STORED
);

CREATE TABLE ggk () INHERITS (gg);


-- Views -----------------------------------------------------------------------

CREATE VIEW v AS
SELECT * FROM b;


-- Data ------------------------------------------------------------------------

INSERT INTO g (id, m, n) OVERRIDING SYSTEM VALUE VALUES
    (1, 'sad', 1),
    (2, 'sad', 2);

SELECT setval('g_id_seq', 2);
