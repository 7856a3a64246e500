-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_inherit.sql
-- Inputs:  SHA-256 07d6e9dec7be5f041c17b01f07c80604e0a14f75a97f01d6764e931a5d028368
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

CREATE TABLE base (
    id   int PRIMARY KEY,
    note text
);

CREATE TABLE derived (
    extra int
) INHERITS (base);

CREATE TABLE deeper (
    more int
) INHERITS (derived);
ALTER TABLE base ADD COLUMN added int DEFAULT 1 CHECK (added > 0);
ALTER TABLE base ADD COLUMN two text NOT NULL DEFAULT 'x';
COMMENT ON COLUMN base.two IS 'second';
ALTER TABLE derived ADD COLUMN own2 int;
ALTER TABLE base ADD CONSTRAINT base_check CHECK (two <> note);
CREATE INDEX base_two ON base (two, lower(note));
CREATE INDEX base_l ON base (lower(two));
COMMENT ON INDEX base_two IS 'i';

CREATE TABLE younger (
    y int
) INHERITS (base);

CREATE TABLE p2 (
    id   int,
    note text CONSTRAINT p2_note_check CHECK (note <> '')
);

CREATE TABLE later (
    x    int,
    id   int NOT NULL,
    note text CONSTRAINT p2_note_check CHECK (note <> '')
);
ALTER TABLE later INHERIT p2;

CREATE TABLE b1 (
    a int
);

CREATE TABLE b2 (
    b int
) INHERITS (b1);

CREATE TABLE b3 (
    c int
) INHERITS (b2);
ALTER TABLE b2 ADD COLUMN mid int;
ALTER TABLE b1 ADD COLUMN top int;


-- Views -----------------------------------------------------------------------

CREATE VIEW vb AS
SELECT derived.id, derived.note, derived.extra, derived.added, derived.two FROM derived;
