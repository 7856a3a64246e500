-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 a73019237e6c8ff1848f3f323eace5b5718b86a53fe7f961e6175dd9bdfffff4
-- Exact:   yes; 10 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

-- What rows that are there already say to a change of their table.
CREATE TABLE people (
    id     serial PRIMARY KEY,
    age    bigint CONSTRAINT grown CHECK (age > 18),
    boss   int REFERENCES people (id),
    number bigserial, -- Numbered while the rows still stand in the order of their insertion: an update moves them.
    code   int GENERATED ALWAYS AS IDENTITY (INCREMENT BY 5 START WITH 10), -- Numbered while the rows still stand in the order of their insertion: an update moves them.
    city   text NOT NULL DEFAULT 'Rome',
    born   date,
    made   timestamptz NOT NULL DEFAULT '2020-01-01 00:00:00+00'
);
CREATE UNIQUE INDEX people_boss_idx ON people (boss) WHERE age is null;

CREATE TABLE lost (
    person int
);

CREATE TABLE copy (
    id   integer,
    age  bigint,
    city text
);

CREATE TABLE "none" (
    id integer
);

CREATE TABLE parent (
    a int CONSTRAINT own CHECK (a > 0) NO INHERIT
);

CREATE TABLE child (
    b int,
    UNIQUE (a)
) INHERITS (parent);


-- Data ------------------------------------------------------------------------

INSERT INTO people (id, age, boss, number, code, city, made) OVERRIDING SYSTEM VALUE VALUES
    (1, 36, NULL, 1, 10, 'Rome', '2020-01-01 00:00:00+00'),
    (2, 25, 1, 2, 15, 'Rome', '2020-01-01 00:00:00+00'),
    (3, NULL, NULL, 3, 20, 'Rome', '2020-01-01 00:00:00+00'),
    (4, NULL, 1, 4, 25, 'Rome', '2020-01-01 00:00:00+00'),
    (5, 40, 1, 5, 30, 'Rome', '2020-01-01 00:00:00+00');

INSERT INTO lost (person) VALUES
    (1),
    (9);

INSERT INTO copy (id, age, city) VALUES
    (1, 36, 'Rome'),
    (5, 40, 'Rome');

INSERT INTO child (a, b) VALUES
    (-1, 2);

SELECT setval('people_id_seq', 5);
SELECT setval('people_number_seq', 5);
SELECT setval('people_code_seq', 30);


-- Constraints that had to wait for other objects or for rows ------------------

ALTER TABLE people ADD CONSTRAINT later CHECK (age > 30) NOT VALID;

ALTER TABLE lost ADD CONSTRAINT maybe FOREIGN KEY (person) REFERENCES people (id) NOT VALID;
