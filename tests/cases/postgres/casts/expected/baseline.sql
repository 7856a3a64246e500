-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_casts.sql to 002_without_function.sql
-- Inputs:  SHA-256 e691b9c4053e1d18d7e52efe5e84b01a596491bd3dd7d3f7fd0fbfc529f01894
-- Exact:   yes; 37 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA app;


-- Types -----------------------------------------------------------------------

CREATE TYPE mood AS ENUM ('sad', 'happy');

CREATE TYPE app.couple AS (a int, b int);

CREATE DOMAIN positive AS int
    CHECK (VALUE > 0);

CREATE TYPE bytes_e AS ENUM ('a');

CREATE TYPE bytes_e2 AS ENUM ('a');

CREATE TYPE bytes_c AS (a int);

CREATE DOMAIN bytes_d AS int;


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

CREATE CAST (bigint AS timestamp without time zone)
    WITHOUT FUNCTION AS IMPLICIT;

CREATE CAST (bytea AS text)
    WITHOUT FUNCTION AS ASSIGNMENT;

CREATE CAST (json AS text)
    WITHOUT FUNCTION AS IMPLICIT;

CREATE CAST (integer AS date)
    WITHOUT FUNCTION AS ASSIGNMENT;

CREATE CAST (oid AS xid)
    WITHOUT FUNCTION;
COMMENT ON CAST (oid AS xid) IS 'The same bytes';


-- Tables ----------------------------------------------------------------------

CREATE TABLE days (
    day    date,
    felt   mood,
    number int
);

CREATE TABLE moments (
    a text,
    b timestamp DEFAULT 5::bigint,
    c date DEFAULT 5
);


-- Views -----------------------------------------------------------------------

CREATE VIEW numbers AS
SELECT felt::int AS number FROM days;

CREATE VIEW moment AS
SELECT 5::bigint::timestamp AS x;

RESET check_function_bodies;
