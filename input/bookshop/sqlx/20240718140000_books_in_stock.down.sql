ALTER TABLE books RENAME COLUMN published_on TO published;
ALTER TABLE books DROP COLUMN in_stock;
