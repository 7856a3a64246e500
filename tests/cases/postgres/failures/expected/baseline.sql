-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 9e3b9fc3880e4fcbb7341bb2a227a97934a77dba636c0120cad035bdb894fe77
-- Exact:   yes; 30 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    id   int PRIMARY KEY,
    name text
);
