-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  6 migrations, from 001.sql to 006.sql
-- Inputs:  SHA-256 040433966685bfad1c98dba93d92ce6f167159a270d84f8194f3200c440dc0b6
-- Exact:   yes; 4 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE kinds (
    id     serial PRIMARY KEY,
    title  text NOT NULL CONSTRAINT kinds_name_key UNIQUE,
    weight numeric(6, 2) DEFAULT 1.5,
    since  timestamptz DEFAULT now(),
    active boolean NOT NULL DEFAULT true
);

CREATE TABLE things (
    id   int PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    kind int REFERENCES kinds (id)
);

-- What names columns in a list is looked at only as far as needed.
CREATE TABLE in_lists (
    id   int,
    name text
);


-- Data ------------------------------------------------------------------------

INSERT INTO kinds (id, title, weight, since, active) VALUES
    (1, 'stone', 1.5, now(), true),
    (2, 'wood', 7, now(), true);

INSERT INTO things (id, kind) OVERRIDING SYSTEM VALUE VALUES
    (1, 1),
    (2, 2),
    (4, '2'),
    (5, NULL);

SELECT setval('kinds_id_seq', 5);
SELECT setval('things_id_seq', 5);
