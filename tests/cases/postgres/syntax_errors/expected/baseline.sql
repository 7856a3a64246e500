-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001.sql to 002.sql
-- Inputs:  SHA-256 a8a6fad70adace8f1fcaa43e76511f619bb6e0ec739351a9f3cf175ad92a2996
-- Exact:   yes; 155 of the history fail, and have no effect here


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
