-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  3 migrations, from 001_rules.sql to 003_rewritten.sql
-- Inputs:  SHA-256 0391f43f93c4d88d9a6506bd66907ea95cb06e491f4797d04dde509233c8468e
-- Exact:   no: 1 statement whose effect is not known; 41 of the history fail, and have no effect here


-- Types -----------------------------------------------------------------------

CREATE TYPE pair AS (a int, b int);


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE numbers;


-- Tables ----------------------------------------------------------------------

CREATE TABLE entries (
    id      int PRIMARY KEY,
    content text,
    done    boolean NOT NULL DEFAULT false
);
CREATE INDEX entries_content ON entries (content);

CREATE TABLE journal (
    entry int,
    what  text
);

-- Two queries in one pair of parentheses, and one.
CREATE TABLE parenthesised (
    id   int,
    name text
);

CREATE TABLE kept (
    id int
);


-- Views -----------------------------------------------------------------------

CREATE VIEW open_entries AS
SELECT id, content AS body FROM entries WHERE NOT done;


-- Data ------------------------------------------------------------------------

INSERT INTO entries (id, content, done) VALUES
    (1, 'first', false),
    (2, 'second', false);

INSERT INTO journal (entry, what) VALUES
    ('1', 'copied');

-- The rows of kept as far as they are known: the rule `keep` rewrites it
INSERT INTO kept (id) VALUES
    (1);


-- Materialized views ----------------------------------------------------------

CREATE MATERIALIZED VIEW counted AS
SELECT count(*) FROM entries;


-- Rules -----------------------------------------------------------------------

-- Keeps a record of what went.
CREATE RULE entries_deleted AS ON DELETE TO entries
    DO ALSO INSERT INTO journal VALUES (old.id, 'deleted');

CREATE RULE entries_kept AS ON UPDATE TO entries
    WHERE new.done
    DO INSTEAD NOTHING;
ALTER TABLE entries DISABLE RULE entries_kept;

CREATE RULE open_insert AS ON INSERT TO open_entries
    DO INSTEAD INSERT INTO entries (id, content) VALUES (new.id, new.body) RETURNING id, content AS body;

CREATE RULE open_update AS ON UPDATE TO open_entries
    DO INSTEAD (
    UPDATE entries SET content = new.body WHERE id = old.id;
    INSERT INTO journal SELECT old.id, 'updated';
);

CREATE RULE told AS ON INSERT TO entries
    DO ALSO NOTIFY entries;
COMMENT ON RULE told ON entries IS 'For those who listen';

CREATE RULE told AS ON INSERT TO journal
    DO ALSO NOTHING;
ALTER TABLE journal ENABLE ALWAYS RULE told;

CREATE RULE two_queries AS ON UPDATE TO parenthesised
    DO ALSO (SELECT NEW.id; SELECT OLD.name);

CREATE RULE one_query AS ON DELETE TO parenthesised
    DO ALSO (SELECT OLD.name);

CREATE RULE keep AS ON DELETE TO kept
    DO INSTEAD NOTHING;


-- Kept as written: these statements are not modelled --------------------------

-- undecided (the rule `keep` rewrites it)
DELETE FROM kept;
