ALTER TABLE books ADD COLUMN in_stock INTEGER NOT NULL DEFAULT 0;
ALTER TABLE books RENAME COLUMN published TO published_on;
ALTER TYPE order_state RENAME VALUE 'new' TO 'open';
