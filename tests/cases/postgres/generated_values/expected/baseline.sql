-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_rows.sql to 002_later.sql
-- Inputs:  SHA-256 a48a905682a0518729bf093f299edad52449e0c8b6614c8602020707f1896b67
-- Exact:   yes; 10 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE item (
    id       int PRIMARY KEY,
    price    int,
    quantity int DEFAULT 2,
    total    int GENERATED ALWAYS AS (price * quantity) STORED CHECK (total < 1000),
    name     text,
    slug     text UNIQUE,
    digest   text GENERATED ALWAYS AS (md5(name)) STORED,
    half     int GENERATED ALWAYS AS (price / 2) STORED,
    twice    int NOT NULL GENERATED ALWAYS AS (quantity * 2) STORED
);

CREATE TABLE list (
    id    integer,
    total integer,
    slug  text
);
CREATE UNIQUE INDEX list_slug ON list (slug);


-- Data ------------------------------------------------------------------------

INSERT INTO item (id, price, quantity, name, slug) VALUES
    (2, NULL, 2, NULL, NULL),
    (3, 30, 3, 'Table', 'table'),
    (1, 11, 2, 'Bench', 'bench');

INSERT INTO list (id, total, slug) VALUES
    (2, NULL, NULL),
    (3, 90, 'table'),
    (1, 22, 'bench'),
    (1, 1, 'moved 8'),
    (9, 1, 'moved'),
    (10, 1, 'kept'),
    (2, 4, 'twice 2'),
    (1, 4, 'twice 1');
