-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_views.sql
-- Inputs:  SHA-256 fcb5508647aaa50f9959d27c0b16912c80b01190309283da03c674cf6bf0af2a
-- Exact:   yes; 9 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    id int,
    a  int
);

CREATE TABLE k (
    id integer,
    a  integer
);


-- Views -----------------------------------------------------------------------

CREATE VIEW s AS
SELECT 2 AS a;


-- Data ------------------------------------------------------------------------

INSERT INTO t (id, a) VALUES
    (2, 2);
