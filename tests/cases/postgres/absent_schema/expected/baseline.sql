-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  26 migrations, from 001_step.sql to 100_lock.sql
-- Inputs:  SHA-256 d2cb8d7acad6f6de4178383aaec783c693cbe85f864d6b3670c8d39ba80dc741
-- Exact:   yes; 24 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE shelf (
    a int
);


-- Views -----------------------------------------------------------------------

CREATE VIEW shelves AS
SELECT * FROM shelf;
