-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 00001_shelf.sql to 00002_moods.sql
-- Inputs:  SHA-256 7e5641270598bcab98ea4ebe26e019de4d145bfd939843e7e419b10ce935b40f
-- Exact:   yes, every statement of the history is accounted for


-- Types -----------------------------------------------------------------------

CREATE TYPE mood AS ENUM ('calm', 'busy');


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    a int,
    b int
);
CREATE UNIQUE INDEX j ON t (a, b);

CREATE TABLE room (
    id    int PRIMARY KEY CONSTRAINT room_few CHECK (id < 100),
    moods mood[] NOT NULL DEFAULT ARRAY['calm']::mood[],
    past  mood[] DEFAULT ARRAY['busy', 'calm']::mood[]
);


-- Data ------------------------------------------------------------------------

INSERT INTO room (id, moods, past) VALUES
    (1, '{calm}', '{busy,calm}'),
    (2, '{calm}', '{busy,calm}');
