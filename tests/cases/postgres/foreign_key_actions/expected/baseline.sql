-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_delete.sql to 002_update.sql
-- Inputs:  SHA-256 ebd78f28873d64eb7f9de8719e69881ee5b5a88d1992917a3aafd138b2a3a294
-- Exact:   yes; 3 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE parent (
    id   int PRIMARY KEY,
    code text UNIQUE
);

CREATE TABLE nulled (
    id     int PRIMARY KEY,
    parent int REFERENCES parent (id) ON DELETE SET NULL,
    note   text DEFAULT 'n'
);

CREATE TABLE needed (
    id     int PRIMARY KEY,
    parent int NOT NULL REFERENCES parent (id) ON DELETE SET NULL
);

CREATE TABLE pair (
    a int,
    b int,
    PRIMARY KEY (a, b)
);

CREATE TABLE of_pair (
    id int,
    a  int NOT NULL,
    b  int,
    FOREIGN KEY (a, b) REFERENCES pair (a, b) ON DELETE SET NULL (b)
);

CREATE TABLE cascaded (
    id     int PRIMARY KEY,
    parent int REFERENCES parent (id) ON DELETE CASCADE
);

CREATE TABLE below (
    id       int,
    cascaded int REFERENCES cascaded (id) ON DELETE SET NULL
);

CREATE TABLE late (
    id int REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE country (
    code   text PRIMARY KEY,
    number int UNIQUE
);

CREATE TABLE city (
    name    text,
    country text REFERENCES country (code) ON UPDATE CASCADE,
    shout   text GENERATED ALWAYS AS (upper(country)) STORED
);

CREATE TABLE phone (
    prefix int REFERENCES country (number) ON UPDATE SET NULL,
    note   text
);

CREATE TABLE stamp (
    country text REFERENCES country (code),
    value   int
);


-- Data ------------------------------------------------------------------------

INSERT INTO parent (id, code) VALUES
    (2, 'b'),
    (4, 'd'),
    (5, 'e');

INSERT INTO nulled (id, parent, note) VALUES
    (3, 2, 'n'),
    (1, NULL, 'n'),
    (2, NULL, 'n');

INSERT INTO needed (id, parent) VALUES
    (1, 2);

INSERT INTO pair (a, b) VALUES
    (1, 1);

INSERT INTO of_pair (id, a, b) VALUES
    (1, 1, 1),
    (2, 1, NULL);

INSERT INTO cascaded (id, parent) VALUES
    (2, 4);

INSERT INTO below (id, cascaded) VALUES
    (2, 2),
    (1, NULL);

INSERT INTO country (code, number) VALUES
    ('it', 39),
    ('aut', 43),
    ('DE', 50),
    ('FR', 34);

INSERT INTO city (name, country) VALUES
    ('Rom', 'it'),
    ('Wien', 'aut'),
    ('Ulm', 'DE');

INSERT INTO phone (prefix, note) VALUES
    (43, 'a'),
    (NULL, 'b');

INSERT INTO stamp (country, value) VALUES
    ('it', 1);
