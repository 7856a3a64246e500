-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  4 migrations, from 001_tables.sql to 004_no_longer_possible.sql
-- Inputs:  SHA-256 7395f0b6657a2013fc9085ebde85460a76dde6af3a29fd2c3cddf6678bcb3495
-- Exact:   no: 4 statements whose effect is not known


-- Functions -------------------------------------------------------------------

CREATE FUNCTION mark()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$ BEGIN NEW.note := 'seen'; RETURN NEW; END $$;


-- Tables ----------------------------------------------------------------------

CREATE TABLE plain (
    id   int PRIMARY KEY,
    note text
);

CREATE TABLE watched (
    id   int PRIMARY KEY,
    note text
);

CREATE TABLE shrunk (
    id int PRIMARY KEY
);


-- Data ------------------------------------------------------------------------

-- The rows of plain as far as they are known: the value of random() is not known
INSERT INTO plain (id, note) VALUES
    (1, 'one');

-- The rows of watched are not known: the value of random() is not known

-- The rows of shrunk are not known: the value of random() is not known

-- undecided (the value of random() is not known)
INSERT INTO plain SELECT id + 1, 'two' FROM plain WHERE id = 1 AND random() < 2 ON CONFLICT DO NOTHING;


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER mark
    BEFORE INSERT ON watched
    FOR EACH ROW
    EXECUTE FUNCTION mark();

CREATE TRIGGER mark
    BEFORE INSERT ON plain
    FOR EACH ROW
    EXECUTE FUNCTION mark();
ALTER TABLE plain DISABLE TRIGGER mark;


-- Kept as written: these statements are not modelled --------------------------

-- undecided (the value of random() is not known)
INSERT INTO watched SELECT 1, 'not seen' WHERE random() < 2 ON CONFLICT DO NOTHING;

-- undecided (the rows of `plain` are not known: the value of random() is not known)
INSERT INTO plain SELECT 3, 'three' FROM plain WHERE id = 1 ON CONFLICT DO NOTHING;

-- undecided (the value of random() is not known)
-- Left out: the schema at the end of the history refuses it with 42601: INSERT has more expressions than target columns
--     INSERT INTO shrunk SELECT 1, 'x' WHERE random() > 2;
