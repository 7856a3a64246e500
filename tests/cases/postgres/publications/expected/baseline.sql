-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_publications.sql to 002_refused.sql
-- Inputs:  SHA-256 6b9ca48579143085389583e366c74ee14f823c60b85bffb8abf0f9e66c8ce711
-- Exact:   yes; 43 of the history fail, and have no effect here


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA app;


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE numbers;


-- Tables ----------------------------------------------------------------------

CREATE TABLE accounts (
    id     int CONSTRAINT users_pkey PRIMARY KEY,
    email  text,
    secret text
);

CREATE TABLE parent (
    id   int PRIMARY KEY,
    note text
);

CREATE TABLE child () INHERITS (parent);

CREATE TABLE parted (
    id int PRIMARY KEY
) PARTITION BY RANGE (id);

CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (10);

CREATE UNLOGGED TABLE quick (
    a int
);

CREATE TABLE bare (
    a int
);
CREATE INDEX bare_a ON bare (a);
ALTER TABLE bare REPLICA IDENTITY FULL;

CREATE TABLE listed (
    a int,
    b int,
    c int
);


-- Views -----------------------------------------------------------------------

CREATE VIEW seen AS
SELECT id FROM accounts;


-- Data ------------------------------------------------------------------------

INSERT INTO bare (a) VALUES
    (2);


-- Publications ----------------------------------------------------------------

-- All there is.
CREATE PUBLICATION everything FOR ALL TABLES;
COMMENT ON PUBLICATION everything IS 'For the replica';

CREATE PUBLICATION almost_nothing FOR TABLE accounts, TABLE parted_1 WITH (publish = 'insert');

CREATE PUBLICATION chosen FOR TABLE accounts (id, email) WHERE (id > 10) WITH (publish = 'insert, update');

CREATE PUBLICATION families FOR TABLE ONLY parent, TABLE child;

CREATE PUBLICATION alone FOR TABLE ONLY parent;

CREATE PUBLICATION parts FOR TABLE parted (id) WITH (publish_via_partition_root = true);

CREATE PUBLICATION schemas FOR TABLES IN SCHEMA public;

CREATE PUBLICATION lists FOR TABLE listed (a, b) WHERE (c > 1);
