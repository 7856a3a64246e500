CREATE TABLE authors (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE books (
    isbn CHAR(13) PRIMARY KEY,
    title TEXT NOT NULL,
    author_id BIGINT NOT NULL REFERENCES authors (id),
    price NUMERIC(8, 2) NOT NULL CHECK (price >= 0),
    published DATE
);
CREATE INDEX books_author_idx ON books (author_id);
