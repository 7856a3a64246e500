-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_all.sql
-- Inputs:  SHA-256 3a5868bbaaf21ce69a055a61cf770c1951efd5c42211f9aa1402bdfd6153af25
-- Exact:   yes; 76 of the history fail, and have no effect here


-- Extensions ------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS citext;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA s;


-- Types -----------------------------------------------------------------------

CREATE TYPE comp AS (a int);

CREATE TYPE e AS ENUM ('a');

CREATE DOMAIN d AS int NOT NULL
    CHECK (value > 0)
    CHECK (value < 5)
    CHECK (value > 9)
    CONSTRAINT gt CHECK (value>4);

CREATE DOMAIN d2 AS int[];

CREATE DOMAIN d3 AS int DEFAULT null NOT NULL;

CREATE DOMAIN d4 AS varchar(3) DEFAULT 'abcd';

CREATE DOMAIN d8 AS d;

CREATE DOMAIN d9 AS int NOT NULL
    CHECK (value>0);

CREATE DOMAIN d10 AS int DEFAULT 1
    CHECK (value > 0);


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    a int,
    b text,
    c serial PRIMARY KEY
);

CREATE DOMAIN dx AS t;

CREATE TABLE ud (
    a d
);


-- Views -----------------------------------------------------------------------

CREATE VIEW v (x, "?column?") AS
select 1,2;

CREATE VIEW v2 AS
select null as n, 'x' as y;

CREATE VIEW v3 AS
select a from t
WITH CASCADED CHECK OPTION;

CREATE VIEW v5 WITH (security_barrier, check_option = local) AS
select a from t;

CREATE VIEW v7 (n) AS
WITH RECURSIVE v7 (n) AS (select 1 union all select n+1 from v7) SELECT n FROM v7;

CREATE VIEW v20 AS
select a from t;

CREATE VIEW v22 (a, b, w) AS
select 1 as z, 2 as y, 3 as w;

CREATE VIEW v24 AS
select b from t;


-- Materialized views ----------------------------------------------------------

CREATE MATERIALIZED VIEW mv2 (x, "?column?") AS
select 1, 2
WITH NO DATA;


-- Constraints that had to wait for other objects or for rows ------------------

ALTER DOMAIN d ADD CONSTRAINT d_check3 CHECK (value > 9) NOT VALID;
