-- Authors become a table of their own. SQLite cannot change a column in place: the table is made anew, filled, and takes the old one's name.
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
INSERT INTO authors (name) SELECT DISTINCT author FROM books WHERE author IS NOT NULL ORDER BY author;

CREATE TABLE books_new (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    author_id INTEGER REFERENCES authors (id),
    isbn TEXT UNIQUE,
    added_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
INSERT INTO books_new (id, title, author_id, isbn, added_at)
    SELECT b.id, b.title, a.id, b.isbn, b.added_at FROM books AS b LEFT JOIN authors AS a ON a.name = b.author;
DROP VIEW best;
DROP TABLE books;
ALTER TABLE books_new RENAME TO books;
CREATE INDEX books_author ON books (author_id);
COMMIT;
PRAGMA foreign_keys = ON;
