-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  9 migrations, from 001_keys_one_by_one.sql to 009_check_only.sql
-- Inputs:  SHA-256 222953b0ea2a47a2fe1fb9237a456bfa48f3e36ad5a72b53ff88413d0b418294
-- Exact:   yes; 4 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

-- As pg_dump writes the keys of partitioned tables: ONLY on the parent, then each partition, then ATTACH.
CREATE TABLE events (
    id     integer,
    region text,
    note   text,
    PRIMARY KEY (id, region)
) PARTITION BY LIST (region);

CREATE TABLE events_north PARTITION OF events (
    CONSTRAINT northern_notes UNIQUE (note, region)
) FOR VALUES IN ('north');

CREATE TABLE events_south (
    id     integer,
    region text,
    note   text,
    CONSTRAINT southern_key PRIMARY KEY (id, region)
);
CREATE INDEX southern_note ON events_south (note);
ALTER TABLE events ATTACH PARTITION events_south FOR VALUES IN ('south');

-- A new partition gets its part of all of them.
CREATE TABLE events_east PARTITION OF events (
    UNIQUE (note, region)
) FOR VALUES IN ('east');
CREATE INDEX events_east_note_idx ON events_east (note);

-- Without partitions ONLY changes nothing.
CREATE TABLE visits (
    id  integer,
    day date,
    PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);
CREATE INDEX visits_day ON visits (day);

CREATE TABLE visits_2024 PARTITION OF visits FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

-- A table that is inherited from keeps its key to itself.
CREATE TABLE animals (
    id   integer PRIMARY KEY,
    name text
);

CREATE TABLE dogs () INHERITS (animals);
ALTER TABLE ONLY dogs ALTER COLUMN id DROP NOT NULL;


-- Constraints that had to wait for other objects or for rows ------------------

ALTER TABLE ONLY events ADD CONSTRAINT events_note_key UNIQUE (note, region);
ALTER INDEX events_note_key ATTACH PARTITION northern_notes;
ALTER INDEX events_note_key ATTACH PARTITION events_east_note_region_key;

CREATE INDEX events_note ON ONLY events (note);
ALTER INDEX events_note ATTACH PARTITION southern_note;
ALTER INDEX events_note ATTACH PARTITION events_east_note_idx;

CREATE INDEX visits_id ON ONLY visits (id);
