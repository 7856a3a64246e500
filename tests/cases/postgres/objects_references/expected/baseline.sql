-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_all.sql
-- Inputs:  SHA-256 b5019539d3bc6873906dbc3a750320ada2e9ab1a14f06798aa9fb48eed1af4dc
-- Exact:   yes; 117 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA a2;

CREATE SCHEMA s2;


-- Types -----------------------------------------------------------------------

CREATE TYPE t AS ENUM ('a');

CREATE TYPE s2.comp AS (b int);
COMMENT ON TYPE s2.comp IS 'comp';
COMMENT ON COLUMN s2.comp.b IS 'ca';

CREATE DOMAIN d AS int
    CONSTRAINT dcc CHECK (value>0);
COMMENT ON DOMAIN d IS 'dd';
COMMENT ON CONSTRAINT dcc ON DOMAIN d IS 'dc';

CREATE TYPE s2.ee AS ENUM ();


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE sq;
COMMENT ON SEQUENCE sq IS 'ss';


-- Functions -------------------------------------------------------------------

CREATE FUNCTION ff(int)
    RETURNS int
    LANGUAGE sql
AS 'select 1';
COMMENT ON FUNCTION ff(integer) IS 'ff';

CREATE FUNCTION f(text)
    RETURNS int
    LANGUAGE sql
AS 'select 1';

CREATE PROCEDURE p(int)
    LANGUAGE sql
AS '';
COMMENT ON PROCEDURE p(integer) IS 'pp';

CREATE FUNCTION s2.ff(int)
    RETURNS int
    LANGUAGE sql
AS 'select 1';


-- Tables ----------------------------------------------------------------------

CREATE TABLE t3 (
    zz int
);
CREATE INDEX i ON t3 (zz);
COMMENT ON COLUMN t3.zz IS 'aa';
COMMENT ON INDEX i IS 'ii';

CREATE TABLE t2 (
    a int CONSTRAINT t PRIMARY KEY
);

CREATE TABLE a2.z (
    a int
);

CREATE TABLE s2.t3 (
    a int
);


-- Views -----------------------------------------------------------------------

CREATE VIEW s2.v3 (x) AS
select 1 as x;
COMMENT ON COLUMN s2.v3.x IS 'vx';


-- Materialized views ----------------------------------------------------------

CREATE MATERIALIZED VIEW mv AS
select 1 as y;
COMMENT ON MATERIALIZED VIEW mv IS 'mv';

COMMENT ON SCHEMA public IS 'pub';

RESET check_function_bodies;
