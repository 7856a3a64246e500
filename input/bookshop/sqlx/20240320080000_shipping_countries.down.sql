ALTER TABLE orders DROP COLUMN country;
DROP TABLE countries;
