-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  6 migrations, from 001.sql to 006.sql
-- Inputs:  SHA-256 b5868ece9a1144e61ed8e3606e88164342c44ff2c9df5258e62e61e2122789a2
-- Exact:   yes; 3 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE b (
    id   int PRIMARY KEY,
    a_id int
);
