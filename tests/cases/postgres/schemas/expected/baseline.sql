-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  3 migrations, from 001.sql to 003.sql
-- Inputs:  SHA-256 b7e7c288edfb5c3ae9f7dfe0455c64df9059f7f397599f0e1f0f47858843e865
-- Exact:   yes; 1 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA shop;


-- Types -----------------------------------------------------------------------

CREATE DOMAIN shop.email AS text DEFAULT 'a@b'
    CHECK (VALUE LIKE '%@%');

CREATE TYPE shop.address AS (street text, zip varchar(10), city text);


-- Functions -------------------------------------------------------------------

CREATE FUNCTION shop.first_mail()
    RETURNS shop.email
    LANGUAGE sql
AS 'SELECT mail FROM shop.customers LIMIT 1';


-- Tables ----------------------------------------------------------------------

CREATE TABLE shop.customers (
    id   int PRIMARY KEY,
    mail shop.email,
    home shop.address
);

CREATE TABLE shop.orders (
    id       int,
    customer int REFERENCES shop.customers (id)
);


-- Views -----------------------------------------------------------------------

CREATE VIEW shop.mails AS
SELECT mail, (home).zip FROM shop.customers;


-- Materialized views ----------------------------------------------------------

CREATE MATERIALIZED VIEW shop.counted AS
SELECT count(*) AS n FROM shop.customers
WITH NO DATA;

RESET check_function_bodies;
