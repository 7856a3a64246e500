-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_copy.sql
-- Inputs:  SHA-256 ecaffa65e37893402dfceeb84519a64c486f93e190eb34e3972fffb1618e3879
-- Exact:   yes; 9 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    a int CHECK (a > 0),
    b uuid,
    c text NOT NULL UNIQUE
);


-- Views -----------------------------------------------------------------------

CREATE VIEW v AS
SELECT a FROM t;


-- Data ------------------------------------------------------------------------

INSERT INTO t (a, c) VALUES
    ('1', 'c'),
    ('2', 'd');
