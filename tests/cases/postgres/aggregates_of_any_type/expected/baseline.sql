-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_aggregates.sql
-- Inputs:  SHA-256 8976b63638ee8583f6a24fad370c91bc05c31d4c4ca460ab3db146881018e618
-- Exact:   yes; 11 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION first_agg(anyelement, anyelement)
    RETURNS anyelement
    LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT $1';

CREATE AGGREGATE first_of(anyelement) (sfunc = first_agg, stype = anyelement);

CREATE AGGREGATE first3(int) (sfunc = first_agg, stype = integer);

CREATE AGGREGATE array_cat_int(int[]) (sfunc = array_cat, stype = integer[], initcond = '{}');

CREATE FUNCTION fin(anyarray)
    RETURNS anyelement
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1[1]';

CREATE FUNCTION med(numeric[])
    RETURNS numeric
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1[1]';

CREATE AGGREGATE median(numeric) (sfunc = array_append, stype = numeric[], finalfunc = med, initcond = '{}');

CREATE FUNCTION anyf(anyarray)
    RETURNS double precision
    LANGUAGE sql IMMUTABLE
AS 'SELECT 1::float';

CREATE FUNCTION lasta(anyelement, anyelement)
    RETURNS anyelement
    LANGUAGE sql IMMUTABLE
AS 'SELECT $2';

CREATE AGGREGATE last(anyelement) (sfunc = lasta, stype = anyelement, parallel = safe);

CREATE AGGREGATE mv(int) (sfunc = int4pl, stype = integer, msfunc = int4pl, minvfunc = int4mi, mstype = integer, initcond = '0', minitcond = '0');

CREATE FUNCTION push(anyarray, anyelement)
    RETURNS anyarray
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1 || $2';

-- All values, in the order in which they come.
CREATE AGGREGATE gathered(anyelement) (sfunc = push, stype = anyarray, finalfunc = fin, initcond = '{}');
COMMENT ON AGGREGATE gathered(anyelement) IS 'In order';

CREATE AGGREGATE gathered_all(anyelement) (sfunc = push, stype = anyarray, initcond = '{}');

CREATE FUNCTION strict_push(int, text)
    RETURNS int
    LANGUAGE sql IMMUTABLE STRICT
AS 'SELECT $1';

CREATE AGGREGATE sometimes(text) (sfunc = strict_push, stype = integer, initcond = '0');


-- Views -----------------------------------------------------------------------

CREATE VIEW picked AS
SELECT first_of(a) AS f, last(b) AS l, median(a) AS m, gathered_all(b) AS g FROM (VALUES (1, 'x'), (2, 'y')) v(a, b);

RESET check_function_bodies;
