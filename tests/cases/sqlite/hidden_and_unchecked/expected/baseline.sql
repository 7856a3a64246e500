-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_hidden.sql to 002_rows.sql
-- Inputs:  SHA-256 58abe38c77b40a3c03664399fc0c6ef81fc216d31862dc54f6e0cc65a3c8d249
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

CREATE TABLE parts (id INTEGER PRIMARY KEY, name TEXT);

CREATE TABLE prices (amount INTEGER CHECK (amount > 0));

CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customers (id));


-- Rows ------------------------------------------------------------------------

-- Some of these refer to rows that come later, or to none.
PRAGMA foreign_keys = OFF;

-- Some of these do not meet the conditions of their tables.
PRAGMA ignore_check_constraints = ON;

INSERT INTO parts (id, name) VALUES
    (1, 'wheel');

INSERT INTO prices (amount) VALUES
    (-1);

INSERT INTO orders (id, customer) VALUES
    (1, NULL);

PRAGMA ignore_check_constraints = OFF;
