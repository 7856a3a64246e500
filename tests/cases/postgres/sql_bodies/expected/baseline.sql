-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_bodies.sql to 002_renames.sql
-- Inputs:  SHA-256 b13ae56197ee11ba5d4940d535ebd50e94e5edd36a90efe73f3cfd9f8c3591b6
-- Exact:   yes; 32 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA store;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION s6(a int, b text)
    RETURNS void
    LANGUAGE sql
AS '';

CREATE FUNCTION s10(a int, b text)
    RETURNS bigint
    LANGUAGE sql
AS 'select a';

CREATE FUNCTION s11(a int, b text)
    RETURNS smallint
    LANGUAGE sql
AS 'select a';

CREATE FUNCTION s13(a int, b text)
    RETURNS text
    LANGUAGE sql
AS 'select a';

CREATE FUNCTION s17(a int, b text)
    RETURNS record
    LANGUAGE sql
AS 'select 1, 2';

CREATE FUNCTION s23(a int)
    RETURNS int
    LANGUAGE sql
AS 'select s23.a + x.a from (select 1 as a) x';

CREATE FUNCTION s25(a int)
    RETURNS text
    LANGUAGE sql
return a;

CREATE FUNCTION s27(a int)
    RETURNS int
    LANGUAGE sql
begin atomic select 1; select a; end;

CREATE FUNCTION s30(a int)
    RETURNS void
    LANGUAGE sql
begin atomic end;

CREATE FUNCTION s31(a anyelement)
    RETURNS anyelement
    LANGUAGE sql
AS 'select nosuch';

CREATE PROCEDURE s34(a int, OUT b int)
    LANGUAGE sql
AS 'select 1';

CREATE FUNCTION s44(id int)
    RETURNS int
    LANGUAGE sql
AS 'select id from t44';

CREATE FUNCTION s45(a int, b text)
    RETURNS int
    LANGUAGE sql
AS 'values (1)';

CREATE FUNCTION s46(a int, b text)
    RETURNS int
    LANGUAGE sql
AS 'select a union select 2';

CREATE FUNCTION late(wanted int)
    RETURNS numeric
    LANGUAGE sql
AS 'SELECT total FROM shop.orders WHERE id = wanted';


-- Tables ----------------------------------------------------------------------

CREATE TABLE t36 (
    id int,
    n  text
);

CREATE FUNCTION s36(a int)
    RETURNS SETOF t36
    LANGUAGE sql
AS 'select * from t36 where id = a';

CREATE TABLE t37 (
    id int,
    n  text
);

CREATE FUNCTION s37(a t37)
    RETURNS text
    LANGUAGE sql
AS 'select a.n || s37.a.n';

CREATE TABLE t38 (
    id int,
    n  text
);

CREATE TABLE t39 (
    id int,
    n  text
);

CREATE TABLE t40 (
    id int,
    n  text
);

CREATE FUNCTION s40(a int)
    RETURNS t40
    LANGUAGE sql
AS 'select t40 from t40';

CREATE TABLE t41 (
    id int,
    n  text
);

CREATE TABLE t42 (
    id int,
    n  text
);

CREATE TABLE t43 (
    id int,
    n  text
);

CREATE TABLE t44 (
    id int,
    n  text
);

CREATE TABLE store.orders (
    id     int PRIMARY KEY,
    amount numeric,
    remark text
);

CREATE TABLE journal (
    line text
);

CREATE FUNCTION store.total_of(wanted int)
    RETURNS numeric
    LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO journal (line) VALUES ('asked');
  SELECT amount AS total FROM store.orders WHERE id = total_of.wanted;
END;

CREATE FUNCTION note_of(o store.orders)
    RETURNS text
    LANGUAGE sql
RETURN o.remark || ' ' || (SELECT count(*) FROM journal);

RESET check_function_bodies;
