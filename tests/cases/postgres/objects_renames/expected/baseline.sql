-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_all.sql
-- Inputs:  SHA-256 75f65cfed31b65eaed4f6fb3059c5de0dd74ac2c9fde4a807ecca7c9ac90aa31
-- Exact:   yes; 49 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA s2;
ALTER SCHEMA s2 OWNER TO pg_monitor;

CREATE EXTENSION IF NOT EXISTS hstore SCHEMA s2;


-- Types -----------------------------------------------------------------------

CREATE TYPE s2.comp AS (a int);
ALTER TYPE s2.comp OWNER TO pg_monitor;

CREATE TYPE e AS ENUM ();

CREATE TYPE s2.e AS ENUM ();
ALTER TYPE s2.e OWNER TO pg_monitor;


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE s;
ALTER SEQUENCE s OWNER TO pg_monitor;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION f(int)
    RETURNS int
    LANGUAGE sql
AS 'select 1';
ALTER FUNCTION f(integer) OWNER TO pg_monitor;

CREATE FUNCTION g(int)
    RETURNS int
    LANGUAGE sql
AS 'select 1';


-- Tables ----------------------------------------------------------------------

CREATE TABLE s2.t (
    a  int CONSTRAINT t_check PRIMARY KEY CONSTRAINT u CHECK (a>0),
    bb text,
    c  serial
);
CREATE INDEX tii ON s2.t (bb);

CREATE TABLE u (
    a int CONSTRAINT uu UNIQUE,
    i int GENERATED ALWAYS AS IDENTITY
);

CREATE TABLE par (
    a int CONSTRAINT pc CHECK (a>0)
);

CREATE TABLE chi (
    b int
) INHERITS (par);

CREATE TABLE ofc OF s2.comp;

CREATE TABLE pt (
    a int CONSTRAINT ptz PRIMARY KEY
) PARTITION BY LIST (a);

CREATE TABLE pt1 (
    a int CONSTRAINT zz PRIMARY KEY
);
ALTER TABLE pt ATTACH PARTITION pt1 DEFAULT;


-- Views -----------------------------------------------------------------------

CREATE VIEW v AS
select a from s2.t;
ALTER VIEW v OWNER TO pg_monitor;


-- Materialized views ----------------------------------------------------------

CREATE MATERIALIZED VIEW mv1 AS
select 1 as a;
ALTER MATERIALIZED VIEW mv1 OWNER TO pg_monitor;


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER tr1
    AFTER INSERT ON s2.t
    FOR EACH STATEMENT
    EXECUTE FUNCTION suppress_redundant_updates_trigger();

CREATE TRIGGER tr2
    AFTER INSERT ON s2.t
    FOR EACH STATEMENT
    EXECUTE FUNCTION suppress_redundant_updates_trigger();

RESET check_function_bodies;
