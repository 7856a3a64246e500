-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_defaults.sql to 002_refused.sql
-- Inputs:  SHA-256 9ebf2300a4633435025323e8405fa51750d9159f0ea8801923aba509d867e2df
-- Exact:   yes; 12 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Roles -----------------------------------------------------------------------

CREATE ROLE reader;

CREATE ROLE writer;

GRANT reader TO writer WITH ADMIN OPTION;

REVOKE ADMIN OPTION FOR reader FROM writer;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA app;

CREATE SCHEMA later;

CREATE SCHEMA readers;
ALTER SCHEMA readers OWNER TO reader;


-- Types -----------------------------------------------------------------------

CREATE TYPE kind AS ENUM ('a');

CREATE DOMAIN positive AS int
    CHECK (VALUE > 0);

CREATE TYPE pair AS (a int, b int);


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE numbers;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION f()
    RETURNS int
    LANGUAGE sql
AS 'SELECT 1';

CREATE PROCEDURE p()
    LANGUAGE sql
AS 'SELECT 1';

CREATE FUNCTION f(int)
    RETURNS int
    LANGUAGE sql
AS 'SELECT 1';


-- Tables ----------------------------------------------------------------------

CREATE TABLE before (
    a int
);

CREATE TABLE t (
    id serial PRIMARY KEY,
    a  int
);

CREATE TABLE app.t (
    id int GENERATED ALWAYS AS IDENTITY,
    a  int
);

CREATE TABLE copied (
    a integer
);

CREATE TABLE after (
    a int
);

CREATE TABLE "none" (
    a int
);

CREATE TABLE own (
    a int
);


-- Views -----------------------------------------------------------------------

CREATE VIEW v AS
SELECT 1 AS a;


-- Data ------------------------------------------------------------------------

INSERT INTO copied (a) VALUES
    (1);


-- Materialized views ----------------------------------------------------------

CREATE MATERIALIZED VIEW mv AS
SELECT 1 AS a;


-- Grants ----------------------------------------------------------------------

GRANT USAGE ON SCHEMA later TO reader;
REVOKE USAGE ON TYPE kind FROM PUBLIC;
REVOKE USAGE ON DOMAIN positive FROM PUBLIC;
REVOKE USAGE ON TYPE pair FROM PUBLIC;
GRANT ALL ON SEQUENCE numbers TO writer;
REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f() TO writer;
REVOKE EXECUTE ON PROCEDURE p() FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE p() TO writer;
REVOKE EXECUTE ON FUNCTION f(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION f(integer) TO writer;
GRANT SELECT ON t TO reader;
GRANT INSERT ON t TO reader WITH GRANT OPTION;
GRANT SELECT ON app.t TO reader;
GRANT INSERT ON app.t TO reader WITH GRANT OPTION;
GRANT UPDATE ON app.t TO writer;
GRANT SELECT ON copied TO reader;
GRANT INSERT ON copied TO reader WITH GRANT OPTION;
GRANT SELECT ON after TO reader;
REVOKE TRIGGER ON own FROM postgres;
GRANT SELECT ON own TO reader;
GRANT SELECT ON v TO reader;
GRANT INSERT ON v TO reader WITH GRANT OPTION;
GRANT SELECT ON mv TO reader;
GRANT INSERT ON mv TO reader WITH GRANT OPTION;
ALTER DEFAULT PRIVILEGES GRANT ALL ON SEQUENCES TO writer;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO writer;
ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO reader;
ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT UPDATE ON TABLES TO writer;
ALTER DEFAULT PRIVILEGES FOR ROLE reader GRANT ALL ON TABLES TO writer;
ALTER DEFAULT PRIVILEGES FOR ROLE reader IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE reader IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE writer IN SCHEMA app GRANT SELECT ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE writer IN SCHEMA public GRANT SELECT ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE TRIGGER ON TABLES FROM postgres;
GRANT ALL ON SEQUENCE t_id_seq TO writer;
GRANT ALL ON SEQUENCE app.t_id_seq TO writer;

RESET check_function_bodies;
