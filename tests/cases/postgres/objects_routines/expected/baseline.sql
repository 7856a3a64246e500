-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_all.sql to 002_modes_of_arguments.sql
-- Inputs:  SHA-256 07ca7d7b5a247629371f113363c341ccc31db1a1c13f93007895bbca01907685
-- Exact:   yes; 72 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Extensions ------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS citext;


-- Types -----------------------------------------------------------------------

CREATE TYPE comp AS (a int);

CREATE TYPE e AS ENUM ('a');

CREATE DOMAIN d AS int;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION f(a int, OUT b int)
    LANGUAGE sql
AS 'select 1';

CREATE FUNCTION f()
    RETURNS TABLE (a int)
    LANGUAGE sql
AS 'select 1';

CREATE FUNCTION g(a int DEFAULT 1)
    RETURNS int
    LANGUAGE sql IMMUTABLE
AS 'select 1';

CREATE FUNCTION h()
    RETURNS TABLE (a int, b int)
    LANGUAGE sql
AS 'select 1,2';

CREATE FUNCTION k(a anyelement)
    RETURNS anyelement
    LANGUAGE sql
AS 'select $1';

CREATE FUNCTION k3(a int[])
    RETURNS void
    LANGUAGE sql
AS '';

CREATE PROCEDURE p(OUT a int)
    LANGUAGE sql
AS 'select 1';

CREATE PROCEDURE p(a int)
    LANGUAGE sql
AS '';

CREATE PROCEDURE p1(a int, OUT b int)
    LANGUAGE sql
AS 'select 1';

CREATE FUNCTION k7()
    RETURNS trigger
    LANGUAGE plpgsql
AS 'begin return new; end';

CREATE FUNCTION k18()
    RETURNS int
    LANGUAGE sql
    SET search_path TO a, b
AS 'select 1';

CREATE FUNCTION k20()
    RETURNS int
    LANGUAGE sql WINDOW LEAKPROOF
AS 'select 1';

CREATE FUNCTION k21()
    RETURNS integer
    LANGUAGE sql
AS 'select 1';

CREATE FUNCTION f(a int, b int)
    RETURNS int
    LANGUAGE sql
begin atomic select a+b;
end;

CREATE FUNCTION f2(a int)
    RETURNS int
    LANGUAGE sql
return a+1;

CREATE FUNCTION tabled(a int, VARIADIC b int[])
    RETURNS TABLE (c int)
    LANGUAGE sql
AS 'SELECT 1';

CREATE FUNCTION fires()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$ BEGIN RETURN NEW; END $$;

CREATE FUNCTION sees()
    RETURNS event_trigger
    LANGUAGE plpgsql
AS $$ BEGIN RAISE NOTICE '%', tg_tag; END $$;


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    a int,
    b text,
    c serial PRIMARY KEY
);

CREATE FUNCTION k11()
    RETURNS SETOF t
    LANGUAGE sql
AS 'select * from t';

CREATE FUNCTION k12(a t)
    RETURNS int
    LANGUAGE sql
AS 'select 1';

CREATE TABLE fired (
    a int
);


-- Views -----------------------------------------------------------------------

CREATE VIEW v AS
select a from t;


-- Materialized views ----------------------------------------------------------

CREATE MATERIALIZED VIEW mv AS
select a from t;


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER one
    BEFORE INSERT ON fired
    FOR EACH ROW
    EXECUTE FUNCTION fires();

CREATE TRIGGER two
    BEFORE INSERT ON fired
    FOR EACH ROW
    EXECUTE FUNCTION fires();

RESET check_function_bodies;
