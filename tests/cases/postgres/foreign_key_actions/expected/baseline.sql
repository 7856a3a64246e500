-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_delete.sql
-- Inputs:  SHA-256 464c29a21dc7849f9d869168f9279b6084c02da3a03b0eec9d38c74bb4897667
-- Exact:   yes; 1 of the history fail, and have no effect here


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
