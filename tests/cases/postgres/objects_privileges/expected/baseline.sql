-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_all.sql
-- Inputs:  SHA-256 d61076d859e5710a0625c84410ce9dbdccac80c0937bfc19ac79a23ee066b962
-- Exact:   yes; 26 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Roles -----------------------------------------------------------------------

grant pg_monitor to pg_read_all_data;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA sc;


-- Types -----------------------------------------------------------------------

CREATE TYPE comp AS (a int);

CREATE TYPE e AS ENUM ();

CREATE DOMAIN d AS int;


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE s;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION f(int)
    RETURNS int
    LANGUAGE sql
AS 'select 1';

CREATE PROCEDURE p()
    LANGUAGE sql
AS '';


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    a int,
    b text
);
CREATE INDEX i ON t (a);
ALTER TABLE t OWNER TO pg_monitor;


-- Views -----------------------------------------------------------------------

CREATE VIEW v AS
select a from t;


-- Materialized views ----------------------------------------------------------

CREATE MATERIALIZED VIEW mv AS
select 1 as a;


-- Grants ----------------------------------------------------------------------

GRANT ALL ON SCHEMA sc TO pg_monitor;
GRANT USAGE ON TYPE comp TO pg_monitor;
GRANT USAGE ON TYPE e TO pg_monitor;
GRANT USAGE ON DOMAIN d TO pg_monitor;
GRANT SELECT, USAGE ON SEQUENCE s TO pg_monitor;
GRANT ALL ON SEQUENCE s TO pg_read_all_data;
REVOKE EXECUTE ON FUNCTION f(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f(integer) TO pg_monitor;
GRANT EXECUTE ON FUNCTION f(integer) TO pg_read_all_data;
GRANT EXECUTE ON PROCEDURE p() TO pg_monitor;
GRANT SELECT ON v TO pg_read_all_data;
GRANT INSERT, SELECT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, SELECT (a) ON v TO pg_monitor;
GRANT SELECT ON mv TO pg_read_all_data;
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, SELECT (a) ON mv TO pg_monitor;
REVOKE USAGE ON SCHEMA public FROM PUBLIC;

RESET check_function_bodies;
