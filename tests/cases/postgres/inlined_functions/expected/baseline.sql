-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  5 migrations, from 001_indexes.sql to 005_duplicate.sql
-- Inputs:  SHA-256 361f5c957b9dca508d7feaca326de302f3aa4bf84919b6203d467bd33eb0cef5
-- Exact:   yes; 3 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION canon(text)
    RETURNS text
    LANGUAGE sql
AS $$ SELECT replace(lower($1), '-', '_') $$;

CREATE FUNCTION canon_twice(name text)
    RETURNS text
    LANGUAGE sql
AS $$ SELECT public.canon(name) || '!' $$;

CREATE FUNCTION age_of(at timestamptz)
    RETURNS interval
    LANGUAGE sql
AS $$ SELECT now() - at $$;


-- Tables ----------------------------------------------------------------------

-- The planner puts the body of a function in SQL in the place of a call, and only then looks for what is not immutable.
CREATE TABLE crates (
    id    int,
    name  varchar(64),
    added timestamptz
);
CREATE UNIQUE INDEX crates_canon_idx ON crates (canon(name));
CREATE INDEX crates_twice ON crates (canon_twice(name));
CREATE INDEX crates_where ON crates (id) WHERE canon(name) <> 'x';

CREATE TABLE parted (
    id   int,
    name text
) PARTITION BY LIST (canon(name));

-- Before version 17 a generated column is looked at as it is written.
CREATE TABLE made (
    name  text,
    canon text GENERATED ALWAYS AS (canon(name)) STORED
);


-- Data ------------------------------------------------------------------------

INSERT INTO crates (id, name) VALUES
    (1, 'serde-json');

RESET check_function_bodies;
