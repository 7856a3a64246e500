-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  9 migrations, from 001.sql to 009.sql
-- Inputs:  SHA-256 bd27a6cc5674a06957031fb53d4292e363d861182a412f43a129548b10ef9dc9
-- Exact:   yes; 8 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE zz (
    a int,
    b numeric(10, -2),
    c varchar(5)
);
