CREATE SCHEMA shop;
SET search_path = shop, public;
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%') NOT NULL DEFAULT 'a@b';
CREATE TYPE address AS (street text, zip varchar(10));
CREATE TABLE customers (id int PRIMARY KEY, mail email, home address);
CREATE VIEW mails AS SELECT mail, (home).zip FROM customers;
CREATE FUNCTION first_mail() RETURNS email LANGUAGE sql AS 'SELECT mail FROM shop.customers LIMIT 1';
CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM customers WITH NO DATA;
