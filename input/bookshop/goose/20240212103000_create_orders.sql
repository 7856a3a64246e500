-- +goose Up
CREATE TYPE order_state AS ENUM ('new', 'paid', 'shipped');

CREATE TABLE orders (
    id BIGSERIAL PRIMARY KEY,
    email TEXT NOT NULL,
    state order_state NOT NULL DEFAULT 'new',
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE order_lines (
    order_id BIGINT REFERENCES orders (id) ON DELETE CASCADE,
    isbn CHAR(13) REFERENCES books (isbn),
    quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity > 0),
    PRIMARY KEY (order_id, isbn)
);

-- +goose Down
DROP TABLE order_lines;
DROP TABLE orders;
DROP TYPE order_state;
