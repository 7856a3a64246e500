-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_casts.sql
-- Inputs:  SHA-256 a3cb0018bfd08fe4f3f4c7d67a94ffeaf9c2a0b7cd11e06e0947cf88a3975ccb
-- Exact:   yes; 19 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA app;


-- Types -----------------------------------------------------------------------

CREATE TYPE mood AS ENUM ('sad', 'happy');

CREATE TYPE app.couple AS (a int, b int);

CREATE DOMAIN positive AS int
    CHECK (VALUE > 0);


-- Functions -------------------------------------------------------------------

CREATE FUNCTION app.mood_number(mood)
    RETURNS int
    LANGUAGE sql IMMUTABLE
AS 'SELECT 1';

CREATE FUNCTION number_mood(int)
    RETURNS mood
    LANGUAGE sql
AS 'SELECT ''sad''::mood';

CREATE FUNCTION sum_of(app.couple, int, boolean)
    RETURNS bigint
    LANGUAGE sql
AS 'SELECT 1::bigint';

CREATE FUNCTION twice(int, int)
    RETURNS int
    LANGUAGE sql
AS 'SELECT 1';

CREATE FUNCTION several(mood)
    RETURNS SETOF int
    LANGUAGE sql
AS 'SELECT 1';


-- Casts -----------------------------------------------------------------------

-- So that strings need no cast.
CREATE CAST (character varying AS mood)
    WITH INOUT AS IMPLICIT;

CREATE CAST (mood AS integer)
    WITH FUNCTION app.mood_number(mood) AS ASSIGNMENT;
COMMENT ON CAST (mood AS integer) IS 'By its place';

CREATE CAST (integer AS mood)
    WITH FUNCTION number_mood(integer);

CREATE CAST (app.couple AS bigint)
    WITH FUNCTION sum_of(app.couple, integer, boolean);

CREATE CAST (text AS integer)
    WITH INOUT;

CREATE CAST (mood AS integer[])
    WITH INOUT;


-- Tables ----------------------------------------------------------------------

CREATE TABLE days (
    day    date,
    felt   mood,
    number int
);


-- Views -----------------------------------------------------------------------

CREATE VIEW numbers AS
SELECT felt::int AS number FROM days;

RESET check_function_bodies;
