-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 324e4f4cdb678e4b5c383a946e1ecb30c063d98ad39aa73dd1633afa2a10a524
-- Exact:   yes; 39 of the history fail, and have no effect here


-- Types -----------------------------------------------------------------------

CREATE TYPE sh3 AS (a integer);

CREATE TYPE sh4;

CREATE DOMAIN bad AS integer;

CREATE TYPE comp AS (x integer, y text);

CREATE TYPE rg AS RANGE (subtype = integer);
COMMENT ON TYPE rg IS 'z';
COMMENT ON TYPE rg_multirange IS 'x';


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE sh4;


-- Tables ----------------------------------------------------------------------

-- What no definition may say, and in which order the server finds out; shells that become row types.
CREATE TABLE t (
    a text,
    b integer NOT NULL
);
CREATE INDEX ti ON t (a);

CREATE TABLE sh (
    a integer
);

CREATE TABLE p (
    a integer,
    b text
) PARTITION BY RANGE (a);
CREATE INDEX pi ON p (a);

CREATE TABLE ii (
    i integer GENERATED ALWAYS AS IDENTITY,
    v text
);


-- Views -----------------------------------------------------------------------

CREATE VIEW sh2 AS
SELECT 1 AS a;
