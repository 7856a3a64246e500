-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_all.sql to 002_search.sql
-- Inputs:  SHA-256 7aa9bba59bad9ab3db55a0dd5217800015b6943494c8d60e2b01b1d6696c07a4
-- Exact:   yes, every statement of the history is accounted for


-- Settings --------------------------------------------------------------------

PRAGMA application_id = 42;
PRAGMA user_version = 7;


-- Tables ----------------------------------------------------------------------

CREATE TABLE "odd name" ("a b" TEXT DEFAULT 'it''s', [select] BLOB, `c` REAL DEFAULT 1e3);
CREATE UNIQUE INDEX "odd index" ON "odd name" ("a b" COLLATE NOCASE DESC);
CREATE INDEX on_expression ON "odd name" (length("a b"), c) WHERE c > 1;

CREATE TABLE log (at INTEGER, what TEXT);

CREATE VIRTUAL TABLE docs USING fts5(title, body, tokenize = 'porter');

CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);

CREATE VIRTUAL TABLE note_index USING fts5(text, content = 'notes', content_rowid = 'id');

CREATE VIRTUAL TABLE boxes USING rtree(id, left, right);


-- Views -----------------------------------------------------------------------

CREATE VIEW seen (n, what) AS SELECT count(*), what FROM log GROUP BY what;


-- Rows ------------------------------------------------------------------------

INSERT INTO "odd name" ("a b", "select", c) VALUES
    ('line
break', X'00FF', 0.1),
    ('', NULL, 2.0),
    (NULL, 'text', 0.0),
    ('semi;colon', CAST(X'00' AS TEXT), 1.2345678901234567e19);

INSERT INTO log (at, what) VALUES
    (1, 'changed; really'),
    (0, 'through the view');

INSERT INTO notes (id, text) VALUES
    (1, 'indexed by a trigger'),
    (2, 'and so is this');

INSERT INTO docs (title, body) VALUES
    ('one', 'running dogs'),
    ('two', 'sleeping cats');

INSERT INTO note_index (note_index) VALUES ('rebuild');

INSERT INTO boxes (id, "left", "right") VALUES
    (1, 0.0, 2.5);


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER logged AFTER UPDATE OF c ON "odd name" WHEN new.c IS NOT old.c BEGIN
    INSERT INTO log VALUES (1, 'changed; really');
    SELECT CASE WHEN new.c > 5 THEN RAISE(IGNORE) END;
END;

CREATE TRIGGER seen_insert INSTEAD OF INSERT ON seen BEGIN INSERT INTO log VALUES (0, new.what); END;

CREATE TRIGGER notes_ai AFTER INSERT ON notes BEGIN INSERT INTO note_index (rowid, text) VALUES (new.id, new.text); END;

ANALYZE;
