-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_all.sql
-- Inputs:  SHA-256 b6ce4bc7ed91a7d9a147c301ce5eb91b27d12e302d417749e954c85e5afcfa32
-- Exact:   yes; 75 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Extensions ------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS xml2;

CREATE EXTENSION IF NOT EXISTS hstore;


-- Types -----------------------------------------------------------------------

CREATE DOMAIN d AS int
    CHECK (value > 0);

CREATE TYPE comp AS (q text);

CREATE TYPE comp2 AS (a int);

CREATE TYPE holder AS (x comp);

CREATE DOMAIN dc AS comp;

CREATE TYPE r AS RANGE (subtype = integer);

CREATE TYPE rmultirange AS ENUM ();

CREATE TYPE rangey AS RANGE (subtype = integer);

CREATE TYPE my_range AS RANGE (subtype = integer);

CREATE TYPE r4 AS RANGE (subtype = double precision, subtype_diff = float8mi);

CREATE TYPE shelly AS ENUM ('a');

CREATE TYPE shelly2 AS RANGE (subtype = integer);

CREATE DOMAIN shelly5 AS int;

CREATE TYPE fresh AS ENUM ('a', 'b');


-- Functions -------------------------------------------------------------------

CREATE FUNCTION usesh(hstore)
    RETURNS text
    LANGUAGE sql
AS 'select 1::text';


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    a text
);

CREATE TABLE c (
    b int
);

CREATE TABLE h (
    h hstore
);
CREATE INDEX h_h_idx ON h USING gin (h);

CREATE TABLE tycomp2 OF comp;

CREATE TABLE tt (
    a shelly
);

CREATE TABLE eee ();


-- Views -----------------------------------------------------------------------

CREATE VIEW hv AS
select h->'a' as x from h;

RESET check_function_bodies;
