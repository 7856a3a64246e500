-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  3 migrations, from 001_books.sql to 003_index.sql
-- Inputs:  SHA-256 82acfc3e127bd0fd3794dcbe2559045884f73d409778e3f5abf4e59e7dbb8a2c
-- Exact:   yes, every statement of the history is accounted for


-- Types -----------------------------------------------------------------------

CREATE TYPE mood AS ENUM ('quiet', 'wild');


-- Functions -------------------------------------------------------------------

CREATE FUNCTION shout()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$ BEGIN NEW.title := upper(NEW.title); RETURN NEW; END $$;


-- Tables ----------------------------------------------------------------------

CREATE TABLE book (
    id     int PRIMARY KEY,
    number serial,
    title  text NOT NULL,
    mood   mood DEFAULT 'quiet',
    pages  int NOT NULL DEFAULT 10
);
CREATE UNIQUE INDEX book_title ON book (title);


-- Data ------------------------------------------------------------------------

INSERT INTO book (id, number, title, mood, pages) VALUES
    (1, 1, 'Ants', 'quiet', 10),
    (2, 2, 'Bees', 'quiet', 10),
    (3, 3, 'CROWS', 'quiet', 10);

SELECT setval('book_number_seq', 3);


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER shouting
    BEFORE INSERT ON book
    FOR EACH ROW
    EXECUTE FUNCTION shout();
