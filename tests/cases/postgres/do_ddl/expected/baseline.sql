-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_guards.sql to 002_made_by_text.sql
-- Inputs:  SHA-256 3cf9be125eae30048c8beb8d6eb367306e2dacaf4071ea00000b70b8f829b20d
-- Exact:   yes, every statement of the history is accounted for

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Types -----------------------------------------------------------------------

CREATE TYPE en AS ENUM ('a', 'b');

CREATE TYPE mood AS ENUM ('fine');


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE child_id_seq AS integer;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION touch()
    RETURNS trigger
    LANGUAGE plpgsql
AS $f$ BEGIN RETURN NEW; END $f$;

CREATE FUNCTION twice(i int)
    RETURNS int
    LANGUAGE sql IMMUTABLE
AS 'SELECT i * 2';


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    a     int PRIMARY KEY CONSTRAINT ck CHECK (a > 0),
    label text,
    z     int CONSTRAINT ck2 CHECK (z IS NULL OR z < 10)
);

CREATE TABLE first (
    id   int PRIMARY KEY,
    note text DEFAULT 'it''s' CHECK (note <> '')
);
CREATE INDEX first_lower_idx ON first (lower(note)) WHERE note IS NOT NULL;
COMMENT ON TABLE first IS 'made for first';
COMMENT ON COLUMN first.note IS 'four';

CREATE TABLE "Second one" (
    id   int PRIMARY KEY,
    note text DEFAULT 'it''s' CHECK (note <> '')
);
CREATE INDEX "Second one_lower_idx" ON "Second one" (lower(note)) WHERE note IS NOT NULL;
COMMENT ON TABLE "Second one" IS 'made for Second one';

CREATE TABLE children (
    id      integer CONSTRAINT child_pkey PRIMARY KEY DEFAULT nextval('child_id_seq'::regclass),
    parent  int NOT NULL CONSTRAINT child_parent_fkey REFERENCES first (id) ON DELETE CASCADE,
    doubled int GENERATED ALWAYS AS (twice(parent)) STORED
);
CREATE INDEX child_parent ON children (parent);
ALTER SEQUENCE child_id_seq OWNED BY children.id;


-- Views -----------------------------------------------------------------------

CREATE VIEW first_view AS
SELECT id, note AS words FROM first WHERE id > 0;

CREATE VIEW "Second one_view" AS
SELECT id, note AS words FROM "Second one" WHERE id > 0;


-- Data ------------------------------------------------------------------------

INSERT INTO first (id, note) VALUES
    (4, 'four');

INSERT INTO children (id, parent) VALUES
    (1, 4);

SELECT setval('child_id_seq', 1);


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER touch
    BEFORE UPDATE ON first
    FOR EACH ROW WHEN (OLD.note IS DISTINCT FROM NEW.note)
    EXECUTE FUNCTION touch();


-- Policies --------------------------------------------------------------------

ALTER TABLE children ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON children
    USING (parent > 0 AND EXISTS (SELECT FROM first WHERE first.id = children.parent));

RESET check_function_bodies;
