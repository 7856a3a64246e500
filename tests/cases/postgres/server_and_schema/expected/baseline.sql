-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_all.sql to 002_block.sql
-- Inputs:  SHA-256 03469a3981256fb5581afaef0b17af5d5561ac1eed101d0b5c466749762a7c44
-- Exact:   yes; 30 of the history fail, and have no effect here


-- Extensions ------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS pg_trgm;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA sch;


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE sch.numbers;


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    id int PRIMARY KEY,
    a  text,
    b  int
);
CREATE INDEX t_a ON t (a);
CREATE INDEX t_hash ON t USING hash (a);
CREATE INDEX t_part ON t (b) WHERE b > 0;
CREATE INDEX t_b_idx ON t (CAST(b AS bigint));
CREATE INDEX t_b_idx1 ON t (CAST(b AS bigint));
CREATE INDEX t_coalesce_greatest_idx ON t (COALESCE(b, 1), GREATEST(b, 2));

CREATE TABLE sch.inner_t (
    a int PRIMARY KEY,
    b text
);
CREATE INDEX inner_b ON sch.inner_t (b);

CREATE TABLE made (
    a integer
);

CREATE TABLE p (
    id int,
    b  int
) PARTITION BY RANGE (id);
CREATE INDEX p_id ON p (id);
CREATE INDEX p_b ON p (b);

CREATE TABLE p1 (
    id int,
    b  int
);
CREATE INDEX p1_id_idx ON p1 (id);
CREATE INDEX p1_more ON p1 (id);
CREATE INDEX p1_b ON p1 (b);
ALTER TABLE p ATTACH PARTITION p1 FOR VALUES FROM (0) TO (10);


-- Views -----------------------------------------------------------------------

CREATE VIEW v AS
SELECT 1 AS a;

CREATE VIEW sch.inner_v AS
SELECT a FROM sch.inner_t;


-- Data ------------------------------------------------------------------------

INSERT INTO t (id) VALUES
    (1),
    (2);

INSERT INTO made (a) VALUES
    (1);


-- Grants ----------------------------------------------------------------------

GRANT SELECT ON sch.inner_t TO PUBLIC;
