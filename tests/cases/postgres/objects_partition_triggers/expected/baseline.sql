-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_all.sql
-- Inputs:  SHA-256 2fc106c73cda87d19db07d1cc70abfdf9b455afaf57ca921fe8bf50df2fc41af
-- Exact:   yes; 10 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE pt (
    a int,
    b int
) PARTITION BY RANGE (a);

CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (1) TO (2);

CREATE TABLE loose (
    b int,
    a int
);

CREATE TABLE pt3 PARTITION OF pt FOR VALUES FROM (30) TO (40);

CREATE TABLE l2 (
    a int,
    b int
);
