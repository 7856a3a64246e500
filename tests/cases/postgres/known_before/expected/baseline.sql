-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  3 migrations, from 001_books.sql to 003_index.sql
-- Inputs:  SHA-256 4ad552f0b0f77329c5e5a52a4c602b9c397a506d54e6e417fe6c4b72eaab9203
-- Exact:   no: 2 statements whose effect is not known


-- Types -----------------------------------------------------------------------

CREATE TYPE mood AS ENUM ('quiet', 'wild');


-- Functions -------------------------------------------------------------------

CREATE FUNCTION shout()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$ BEGIN NEW.title := upper(NEW.title); RETURN NEW; END $$;


-- Tables ----------------------------------------------------------------------

CREATE TABLE book (
    id    int PRIMARY KEY,
    title text NOT NULL,
    mood  mood DEFAULT 'quiet',
    pages int NOT NULL DEFAULT 10
);


-- Data ------------------------------------------------------------------------

-- The rows of book as far as they are known: the trigger `shouting` runs
INSERT INTO book (id, title, mood, pages) VALUES
    (1, 'Ants', 'quiet', 10),
    (2, 'Bees', 'quiet', 10);


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER shouting
    BEFORE INSERT ON book
    FOR EACH ROW
    EXECUTE FUNCTION shout();


-- Kept as written: these statements are not modelled --------------------------

-- undecided (the trigger `shouting` runs)
INSERT INTO book (id, title) VALUES (3, 'Crows');

-- undecided (the rows of "book" are not known: the trigger `shouting` runs)
CREATE UNIQUE INDEX IF NOT EXISTS book_title ON book (title);
