-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  5 migrations, from 001_rows_that_only_the_server_knows.sql to 005_what_uses_the_doubtful.sql
-- Inputs:  SHA-256 49babfcc6905c6d2c23f4134bbef045703f16d75d0e70704bd4a2cfc406d4e94
-- Exact:   no: 9 statements whose effect is not known; 1 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE author (
    id int PRIMARY KEY
);
COMMENT ON TABLE author IS 'Nobody doubts this.';

CREATE TABLE book (
    id     int PRIMARY KEY,
    title  text NOT NULL CONSTRAINT book_has_title CHECK (title <> ''),
    author int REFERENCES author (id),
    pages  integer,
    shelf  bigint
);
CREATE UNIQUE INDEX book_by_title ON book (title);


-- Data ------------------------------------------------------------------------

-- The rows of book are not known: the value of random() is not known

-- undecided (the value of random() is not known)
INSERT INTO book SELECT n, 'Book ' || n, NULL, '100' FROM generate_series(1, 3) AS n WHERE random() < 2
ON CONFLICT DO NOTHING;
