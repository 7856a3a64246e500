-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_cycle.sql
-- Inputs:  SHA-256 d11f95245fbd0a22be1f6fe8fbc1ac659bba6969a10d165a33162559fd86b384
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

CREATE TABLE child (id INTEGER PRIMARY KEY, parent INT NOT NULL REFERENCES parent (id));

CREATE TABLE parent (id INTEGER PRIMARY KEY, favourite INT REFERENCES child (id), boss INT REFERENCES parent (id));


-- Rows ------------------------------------------------------------------------

-- Some of these refer to rows that come later, or to none.
PRAGMA foreign_keys = OFF;

INSERT INTO parent (id, favourite, boss) VALUES
    (1, 11, 2),
    (2, NULL, NULL);

INSERT INTO child (id, parent) VALUES
    (10, 1),
    (11, 2);
