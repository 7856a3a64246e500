-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  5 migrations, from 20240105090000_create_books.up.sql to 20240718140000_books_in_stock.up.sql
-- Inputs:  SHA-256 c4b4599cbde908091c12445163a9389c1ef5ed254ad3293e5b6caed1634815f4
-- Exact:   yes, every statement of the history is accounted for


-- Types -----------------------------------------------------------------------

CREATE TYPE order_state AS ENUM ('open', 'paid', 'shipped');


-- Tables ----------------------------------------------------------------------

CREATE TABLE authors (
    id   BIGINT PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name TEXT NOT NULL
);

CREATE TABLE books (
    isbn         CHAR(13) PRIMARY KEY,
    title        TEXT NOT NULL,
    author_id    BIGINT NOT NULL REFERENCES authors (id),
    price        NUMERIC(8, 2) NOT NULL CHECK (price >= 0),
    published_on DATE,
    in_stock     INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX books_author_idx ON books (author_id);

CREATE TABLE countries (
    code CHAR(2) PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE orders (
    id         bigserial PRIMARY KEY,
    email      TEXT NOT NULL,
    state      order_state NOT NULL DEFAULT 'open',
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    country    CHAR(2) REFERENCES countries (code)
);
CREATE UNIQUE INDEX orders_email_created ON orders (lower(email), created_at);

CREATE TABLE order_lines (
    order_id BIGINT REFERENCES orders (id) ON DELETE CASCADE,
    isbn     CHAR(13) REFERENCES books (isbn),
    quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity > 0),
    PRIMARY KEY (order_id, isbn)
);


-- Views -----------------------------------------------------------------------

CREATE VIEW order_totals AS
SELECT o.id, o.email, sum(l.quantity * b.price) AS total
FROM orders o
JOIN order_lines l ON l.order_id = o.id
JOIN books b USING (isbn)
GROUP BY o.id;


-- Data ------------------------------------------------------------------------

INSERT INTO countries (code, name) VALUES
    ('DE', 'Germany'),
    ('FR', 'France'),
    ('CI', 'Côte d''Ivoire');
