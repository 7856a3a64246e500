-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_elements.sql
-- Inputs:  SHA-256 df89219d6f8c132aae458f13c0588b66b0c99112397b34dfbf830bbb170b270c
-- Exact:   yes; 9 of the history fail, and have no effect here


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA shop;


-- Sequences -------------------------------------------------------------------

-- Each element is made in the schema, tables before what is on them.
CREATE SEQUENCE shop.numbers;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION touch()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$ BEGIN RETURN NEW; END $$;


-- Tables ----------------------------------------------------------------------

CREATE TABLE orders (
    id int PRIMARY KEY
);

-- Each element is made in the schema, tables before what is on them.
CREATE TABLE shop.orders (
    id   int PRIMARY KEY,
    note text
);
-- Each element is made in the schema, tables before what is on them.
CREATE INDEX orders_note ON shop.orders (note);


-- Views -----------------------------------------------------------------------

-- Each element is made in the schema, tables before what is on them.
CREATE VIEW shop.notes AS
SELECT note FROM shop.orders;


-- Triggers --------------------------------------------------------------------

-- Each element is made in the schema, tables before what is on them.
CREATE TRIGGER touched
    BEFORE INSERT ON shop.orders
    FOR EACH ROW
    EXECUTE FUNCTION touch();


-- Grants ----------------------------------------------------------------------

GRANT SELECT ON shop.orders TO PUBLIC;
