-- What there is to read.
CREATE TABLE books (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    author TEXT,
    isbn TEXT UNIQUE,
    added_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX books_author ON books (author);

INSERT INTO books (title, author, isbn) VALUES
    ('The Left Hand of Darkness', 'Ursula K. Le Guin', '9780441478125'),
    ('Middlemarch', 'George Eliot', NULL);
