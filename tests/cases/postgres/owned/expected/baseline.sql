-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_owned.sql
-- Inputs:  SHA-256 5f1ab3c9de61d08f21ae167626d57ac751ae6e9f46471e8c211b6918ff5c421c
-- Exact:   yes; 10 of the history fail, and have no effect here


-- Roles -----------------------------------------------------------------------

CREATE ROLE anna;

CREATE ROLE bert LOGIN IN ROLE anna;

CREATE ROLE carl WITH ROLE bert ADMIN anna;

CREATE USER dora IN GROUP carl;

ALTER ROLE anna SET search_path TO app, public;

ALTER ROLE bert RESET ALL;

ALTER GROUP carl ADD USER bert;

ALTER GROUP carl DROP USER bert;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA hers;
ALTER SCHEMA hers OWNER TO bert;


-- Types -----------------------------------------------------------------------

CREATE TYPE kind AS ENUM ('a');
ALTER TYPE kind OWNER TO bert;


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    id int PRIMARY KEY,
    a  text
);

CREATE TABLE annas (
    id serial,
    a  int
);
CREATE INDEX annas_a ON annas (a);
ALTER TABLE annas OWNER TO bert;


-- Views -----------------------------------------------------------------------

CREATE VIEW over AS
SELECT a FROM annas;
