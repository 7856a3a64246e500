-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_aggregates.sql
-- Inputs:  SHA-256 0348f66d50a901c7884f83966ee2acba6b5fc3aa83bb2fc89b0fe4a227e483bb
-- Exact:   yes; 29 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA app;


-- Types -----------------------------------------------------------------------

CREATE TYPE state AS (a int, b int);


-- Functions -------------------------------------------------------------------

CREATE FUNCTION plus(int, int)
    RETURNS int
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1 + $2';

CREATE FUNCTION app.shown(int)
    RETURNS text
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1::text';

CREATE FUNCTION joined(text, text)
    RETURNS text
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1 || $2';

CREATE FUNCTION step(state, int)
    RETURNS state
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1';

-- A sum of our own.
CREATE AGGREGATE sum_of(int) (sfunc = plus, stype = integer, initcond = '0');
COMMENT ON AGGREGATE sum_of(integer) IS 'The sum';

CREATE AGGREGATE app.total_text(value int) (sfunc = plus, stype = integer, finalfunc = app.shown, initcond = '0');

CREATE AGGREGATE counted(*) (sfunc = int8inc, stype = bigint, initcond = '0');

CREATE AGGREGATE app.old(int) (sfunc = plus, stype = integer);

CREATE AGGREGATE chain(text) (sfunc = joined, stype = text, combinefunc = joined, parallel = safe);

CREATE AGGREGATE largest(int) (sfunc = int4larger, stype = integer);


-- Views -----------------------------------------------------------------------

CREATE VIEW sums AS
SELECT sum_of(x) AS total, app.total_text(x), counted(*), chain(x::text ORDER BY x) FROM generate_series(1, 3) x;

RESET check_function_bodies;
