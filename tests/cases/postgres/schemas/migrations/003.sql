CREATE TABLE orders (id int, customer int REFERENCES shop.customers);
ALTER TABLE orders SET SCHEMA shop;
ALTER DOMAIN shop.email DROP NOT NULL;
ALTER TYPE shop.address ADD ATTRIBUTE city text;
