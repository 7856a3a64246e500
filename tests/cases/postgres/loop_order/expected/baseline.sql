-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 1.sql
-- Inputs:  SHA-256 a2f6818427ff7714b3a1139da2497693c8241cf1d2d90189b1346376bf75c0c8
-- Exact:   yes; 2 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

-- Loops whose rows come in no particular order, and whose effect is the same in any.
CREATE TABLE source (
    x int,
    n text
);

CREATE TABLE apple (
    x int,
    n text,
    z int DEFAULT 0
);
CREATE INDEX apple_z_idx ON apple (z);

CREATE TABLE berry (
    x int,
    n text,
    z int DEFAULT 0
);
CREATE INDEX berry_z_idx ON berry (z);

CREATE TABLE cherry (
    x int,
    n text,
    z int DEFAULT 0
);
CREATE INDEX cherry_z_idx ON cherry (z);

-- Rows in a bag, numbers in a sum, the largest of all, the one that is looked for.
CREATE TABLE bag (
    id uuid DEFAULT gen_random_uuid(),
    m  text
);

-- A plain scan comes in the order of the insertions.
CREATE TABLE log (
    id serial,
    m  text
);


-- Data ------------------------------------------------------------------------

INSERT INTO source (x, n) VALUES
    (3, 'c'),
    (1, 'a'),
    (2, 'b');

INSERT INTO bag (id, m) VALUES
    (gen_random_uuid(), 'c'),
    (gen_random_uuid(), 'a'),
    (gen_random_uuid(), 'b'),
    (gen_random_uuid(), '6'),
    (gen_random_uuid(), '3'),
    (gen_random_uuid(), 'b');

INSERT INTO log (id, m) VALUES
    (1, 'c'),
    (2, 'a'),
    (3, 'b');

SELECT setval('log_id_seq', 3);
