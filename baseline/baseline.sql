-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 f01ff8d9f7b4818b887afc510afe61ba3ba6301d07754ae77686345f7a097655
-- Exact:   yes; 90 of the history fail, and have no effect here


-- Roles -----------------------------------------------------------------------

CREATE ROLE app_owner;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA "Shop";

CREATE SCHEMA app;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION f(a int)
    RETURNS text
    LANGUAGE sql
BEGIN ATOMIC SELECT a; ; END;


-- Tables ----------------------------------------------------------------------

CREATE TABLE "user" (
    id int,
    a  text,
    b  int
);

CREATE TABLE hashed (
    id int
) PARTITION BY HASH (id);
