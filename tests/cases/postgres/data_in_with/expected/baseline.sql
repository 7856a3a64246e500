-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  6 migrations, from 001_tables.sql to 006_unknown_values.sql
-- Inputs:  SHA-256 187440ff3d111da2097684fc83478115e1f6bf410449e0db568382739f1148b6
-- Exact:   yes; 6 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE author (
    id   serial PRIMARY KEY,
    name text NOT NULL UNIQUE
);

CREATE TABLE book (
    id     serial PRIMARY KEY,
    author int NOT NULL REFERENCES author (id),
    title  text,
    pages  int
);

CREATE TABLE shelf (
    id    int PRIMARY KEY,
    title text
);

CREATE TABLE journal (
    entry text
);

CREATE TABLE token (
    id     uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    holder text
);

CREATE TABLE token_use (
    token uuid
);


-- Data ------------------------------------------------------------------------

INSERT INTO author (id, name) VALUES
    (1, 'Ada'),
    (3, 'Cleo'),
    (5, 'Emil');

INSERT INTO book (id, author, title, pages) VALUES
    (1, 1, 'Notes', 60),
    (2, 3, 'By Cleo', 10),
    (4, 5, 'One', NULL),
    (5, 5, 'Two', NULL),
    (6, 1, 'Three', NULL);

INSERT INTO shelf (id, title) VALUES
    (6, 'the last book'),
    (7, 'next');

INSERT INTO journal (entry) VALUES
    ('By Cleo'),
    ('Bert'),
    ('shelves: 0'),
    ('Old');

INSERT INTO token (id, holder) VALUES
    (gen_random_uuid(), 'Ada');

SELECT setval('author_id_seq', 5);
SELECT setval('book_id_seq', 7);
