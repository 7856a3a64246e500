-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 60a42b28d8a8d2ee713fd1af6c77d7df8ce0e420be8286a8774687788b89c281
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

CREATE TABLE base (
    id   int PRIMARY KEY,
    note text
);

CREATE TABLE derived (
    extra int
) INHERITS (base);
ALTER TABLE base ADD COLUMN added int DEFAULT 1;
