-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_shelf.sql to 002_lending.sql
-- Inputs:  SHA-256 c8a733ad82b4464c460e4d64caf8b4f01327c32a7b66eeab8190e2822954b06c
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

CREATE TABLE book (
    id    integer PRIMARY KEY,
    title text
);
CREATE INDEX book_title ON book (title);

-- the people /* and machines */ that read
-- and those that only look
CREATE TABLE reader (
    id    integer PRIMARY KEY,
    name  text, -- */ as on the card
    since date,
    -- how often
    -- since last year
    lent  integer
);
