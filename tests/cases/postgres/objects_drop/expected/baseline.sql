-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_all.sql
-- Inputs:  SHA-256 30d7a98374a644670441b98cdb693c27a5bceaed3cc08139f32cd31f2e28a541
-- Exact:   yes; 61 of the history fail, and have no effect here


-- Types -----------------------------------------------------------------------

CREATE TYPE ce AS ();


-- Tables ----------------------------------------------------------------------

CREATE TABLE b (
    id   integer NOT NULL,
    a_id int
);

CREATE TABLE b2 (
    id int PRIMARY KEY
);

CREATE TABLE te ();

CREATE TABLE tde ();

CREATE TABLE tce (
    c ce
);

CREATE TABLE td (
    c int
);

CREATE TABLE tg (
    a int,
    g int
);

CREATE TABLE tt ();

CREATE TABLE k (
    b int
);

CREATE TABLE fk (
    a int,
    b int
);


-- Views -----------------------------------------------------------------------

CREATE VIEW vb AS
select * from b;

CREATE VIEW vk AS
select b, count(*) from k group by b;


-- Data ------------------------------------------------------------------------

INSERT INTO b (id, a_id) VALUES
    (1, 5);
