-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  3 migrations, from 001_users.sql to 003_rename.sql
-- Inputs:  SHA-256 f085a9d2bb3b0ab288131c431b5649974cb4b6cbb2d999e820de1e6eede8dc2c
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

CREATE TABLE "articles" (
    id INTEGER PRIMARY KEY,
    author INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    body TEXT DEFAULT ('draft')
, slug TEXT GENERATED ALWAYS AS (lower(body)) VIRTUAL, extra INT NOT NULL DEFAULT 3);
CREATE INDEX posts_author ON "articles" (author) WHERE body IS NOT NULL;

CREATE TABLE "users" (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL UNIQUE);

CREATE TABLE tags ("order" TEXT PRIMARY KEY, n INT) WITHOUT ROWID, STRICT;


-- Rows ------------------------------------------------------------------------

-- Some of these refer to rows that come later, or to none.
PRAGMA foreign_keys = OFF;

INSERT INTO users (id, email) VALUES
    (1, 'a@example.org'),
    (2, 'b@example.org');

INSERT INTO articles (id, author, body, extra) VALUES
    (1, 1, 'by a@example.org', 3),
    (2, 3, 'by c@example.org', 3);

INSERT INTO tags ("order", n) VALUES
    ('a', 2),
    ('b', 1);

DELETE FROM sqlite_sequence WHERE name IN ('users');
INSERT INTO sqlite_sequence (name, seq) VALUES
    ('users', 2);
