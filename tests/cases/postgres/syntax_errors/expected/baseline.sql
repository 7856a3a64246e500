-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 b20c258cbba3ab99dfec68df7aa72cc7993cb320c4c47837ca704156ffe8d9e6
-- Exact:   yes; 152 of the history fail, and have no effect here


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
