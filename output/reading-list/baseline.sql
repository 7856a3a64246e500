-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  5 migrations, from 001_books.sql to 005_search.sql
-- Inputs:  SHA-256 0d3ba473066e41712bd2d20755fb89758aecf676170ffa7ecc5cbed8de541360
-- Exact:   yes; 1 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE readings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    reader TEXT NOT NULL,
    finished_on DATE,
    rating INTEGER CHECK (rating BETWEEN 1 AND 5)
);

CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE "books" (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    author_id INTEGER REFERENCES authors (id),
    isbn TEXT UNIQUE,
    added_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX books_author ON books (author_id);

CREATE VIRTUAL TABLE titles USING fts5(title, content = 'books', content_rowid = 'id');


-- Rows ------------------------------------------------------------------------

INSERT INTO authors (id, name) VALUES
    (1, 'George Eliot'),
    (2, 'Ursula K. Le Guin');

INSERT INTO books (id, title, author_id, isbn, added_at) VALUES
    (1, 'The Left Hand of Darkness', 2, '9780441478125', CURRENT_TIMESTAMP),
    (2, 'Middlemarch', 1, NULL, CURRENT_TIMESTAMP),
    (3, 'The Mill on the Floss', 1, NULL, CURRENT_TIMESTAMP);

INSERT INTO titles (titles) VALUES ('rebuild');


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER books_indexed AFTER INSERT ON books BEGIN
    INSERT INTO titles (rowid, title) VALUES (new.id, new.title);
END;
