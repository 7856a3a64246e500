-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_tables.sql to 002_close.sql
-- Inputs:  SHA-256 25f452456e078f3c1e851df91b96b12d6ee8c4a40547411d306b8c7eefd624d2
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

-- Three tables in a circle, one that refers to itself, and one outside.
CREATE TABLE a (
    id   int PRIMARY KEY,
    b_id int
);

CREATE TABLE b (
    id   int PRIMARY KEY,
    c_id int
);

CREATE TABLE c (
    id   int PRIMARY KEY,
    a_id int
);

CREATE TABLE tree (
    id     int PRIMARY KEY,
    parent int REFERENCES tree (id) ON DELETE CASCADE
);

CREATE TABLE leaf (
    id   int PRIMARY KEY,
    a_id int REFERENCES a (id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
);


-- Data ------------------------------------------------------------------------

INSERT INTO tree (id, parent) VALUES
    (1, NULL),
    (2, 1),
    (3, 2);


-- Constraints that had to wait for other objects or for rows ------------------

ALTER TABLE c ADD CONSTRAINT c_a_id_fkey FOREIGN KEY (a_id) REFERENCES a (id);

ALTER TABLE a ADD CONSTRAINT a_b_id_fkey FOREIGN KEY (b_id) REFERENCES b (id) ON DELETE SET NULL;

ALTER TABLE b ADD CONSTRAINT b_to_c FOREIGN KEY (c_id) REFERENCES c (id) NOT VALID;
