-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_sets.sql
-- Inputs:  SHA-256 75f0d7ee6b378e392a267a022458f4c24700c06912a5eb262f49d0060fa278a8
-- Exact:   yes, every statement of the history is accounted for

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION unfold(many anyarray, OUT one anyarray)
    RETURNS SETOF anyarray
    LANGUAGE sql
AS $$ SELECT many $$;

CREATE FUNCTION names()
    RETURNS SETOF varchar(10)
    LANGUAGE sql
AS $$ SELECT 'a'::varchar $$;

CREATE FUNCTION words()
    RETURNS SETOF text
    LANGUAGE sql
AS $$ SELECT 'a'::text $$;


-- Tables ----------------------------------------------------------------------

CREATE TABLE shelf (
    id int
);

CREATE FUNCTION shelves()
    RETURNS SETOF shelf
    LANGUAGE sql
AS $$ SELECT * FROM shelf $$;

RESET check_function_bodies;
