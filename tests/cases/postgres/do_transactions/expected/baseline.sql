-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  8 migrations, from 001_transactions.sql to 008_concurrently.sql
-- Inputs:  SHA-256 f876b273c64e7f531183043bfa273f6739c41648120bb0c38a8faacd0944eb12
-- Exact:   yes; 2 of the history fail, and have no effect here


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA other;


-- Types -----------------------------------------------------------------------

CREATE TYPE en AS ENUM ('a', 'b', 'c');


-- Functions -------------------------------------------------------------------

CREATE PROCEDURE pc()
    LANGUAGE plpgsql
AS $$ BEGIN INSERT INTO t VALUES (1, 'one'); COMMIT; INSERT INTO t VALUES (2, 'two'); ROLLBACK; INSERT INTO t VALUES (3, 'three'); END $$;


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    a int PRIMARY KEY,
    b text
);

CREATE TABLE te (
    e en DEFAULT 'c'
);

CREATE TABLE tmp (
    b int
);

CREATE TABLE where_it_was (
    a int
);


-- Data ------------------------------------------------------------------------

INSERT INTO t (a, b) VALUES
    (1, 'one'),
    (3, 'three'),
    (70, 'cannot commit while a subtransaction is active'),
    (80, 'kept'),
    (91, 'temporary'),
    (95, 'CREATE INDEX CONCURRENTLY cannot run inside a transaction block');
