-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 2f74109ce6187a8f1a8975ee5ee5a34a619756af70f5c584f03fda32df768a16
-- Exact:   yes; 10 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

-- What rows that are there already say to a change of their table.
CREATE TABLE people (
    id     serial PRIMARY KEY,
    age    bigint CONSTRAINT grown CHECK (age > 18),
    boss   int REFERENCES people (id),
    city   text NOT NULL DEFAULT 'Rome',
    born   date,
    number bigserial,
    code   int GENERATED ALWAYS AS IDENTITY (INCREMENT BY 5 START WITH 10),
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

INSERT INTO people (id, age, boss, city, number, code, made) OVERRIDING SYSTEM VALUE VALUES
    (1, 36, NULL, 'Rome', 1, 10, '2020-01-01 00:00:00+00'),
    (2, 25, 1, 'Rome', 2, 15, '2020-01-01 00:00:00+00'),
    (3, NULL, NULL, 'Rome', 3, 20, '2020-01-01 00:00:00+00'),
    (4, NULL, 1, 'Rome', 4, 25, '2020-01-01 00:00:00+00'),
    (5, 40, 1, 'Rome', 5, 30, '2020-01-01 00:00:00+00');

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
