-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  44 migrations, from 001_tables.sql to 044_undone.sql
-- Inputs:  SHA-256 b943c64f76152ab6a20baa1163a3a7de081cfe4b4f01a9fc86abe8c6d56c2655
-- Exact:   yes; 43 of the history fail, and have no effect here


-- Types -----------------------------------------------------------------------

CREATE TYPE en AS ENUM ('a');


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    a int PRIMARY KEY,
    b text NOT NULL
);

CREATE TABLE log (
    n serial PRIMARY KEY,
    m text
);


-- Data ------------------------------------------------------------------------

SELECT setval('log_n_seq', 1);
