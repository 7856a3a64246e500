-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001.sql to 002.sql
-- Inputs:  SHA-256 e0dee743728fb2e2e5872de277f3d3a79633f0fb1aff9b72dcd03873a294aa07
-- Exact:   yes, every statement of the history is accounted for


-- Types -----------------------------------------------------------------------

CREATE TYPE feeling AS ENUM ('sad', 'fine');


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE person_numbers;


-- Tables ----------------------------------------------------------------------

CREATE TABLE persons (
    id        int CONSTRAINT people_pkey PRIMARY KEY DEFAULT nextval('person_numbers'),
    full_name text NOT NULL,
    mood      feeling DEFAULT 'fine'::feeling,
    years     int,
    born      int GENERATED ALWAYS AS (2000 - years) STORED,
    later     text,
    CONSTRAINT is_grown CHECK (years >= 0 AND full_name <> '')
);
CREATE INDEX persons_by_name ON persons (lower(full_name)) WHERE years > 18;


-- Views -----------------------------------------------------------------------

CREATE VIEW adults AS
SELECT id, full_name AS name, p.mood, years * 2 AS twice FROM persons p WHERE p.years > 18;

CREATE VIEW everything AS
SELECT persons.id, persons.full_name AS name, persons.mood, persons.years AS age, persons.born FROM persons;
