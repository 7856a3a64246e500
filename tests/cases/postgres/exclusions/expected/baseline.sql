-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 29352b6d5403cc4ad89ca342f9cfbcfd1ca26c4464e26c99d43e2c1a04f9bfa3
-- Exact:   no: 6 statements whose effect is not known; 23 of the history fail, and have no effect here


-- Extensions ------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE EXTENSION IF NOT EXISTS citext;


-- Types -----------------------------------------------------------------------

CREATE TYPE mood AS ENUM ('sad', 'ok');

CREATE DOMAIN posint AS integer
    CHECK (VALUE > 0);


-- Tables ----------------------------------------------------------------------

-- Exclusion constraints: the operator is there for the type, commutes, and is a member of the family that the index searches by.
CREATE TABLE a (
    n  integer,
    m  numeric,
    t  text,
    c  character(3),
    ts tsvector,
    d  date,
    tz timestamptz,
    u  uuid,
    p  point,
    b  box,
    r  int4range,
    ia text,
    e  boolean,
    EXCLUDE USING gist (r WITH &&),
    EXCLUDE USING gist (p WITH ~=),
    EXCLUDE USING gist (b WITH &&),
    EXCLUDE USING hash (t WITH =),
    EXCLUDE USING spgist (r WITH &&),
    EXCLUDE USING btree (c WITH =, d WITH =),
    CONSTRAINT a_lower_excl EXCLUDE USING btree (lower(t) WITH =) WHERE (n > 0),
    EXCLUDE USING btree (t text_pattern_ops WITH =),
    EXCLUDE USING gist (n WITH =, tz WITH =),
    EXCLUDE USING gist (n WITH <>),
    EXCLUDE USING gist (n WITH =, r WITH &&)
);

CREATE TABLE s (
    n  integer,
    mm mood,
    dd text,
    k  citext,
    EXCLUDE USING btree (mm WITH =),
    EXCLUDE USING btree (dd WITH =),
    EXCLUDE USING btree (k WITH =)
);

CREATE TABLE parts (
    id integer
) PARTITION BY HASH (id);


-- Kept as written: these statements are not modelled --------------------------

-- undecided (exclusion constraints on partitioned tables are not modelled)
CREATE TABLE parts (id smallserial PRIMARY KEY, f uuid[], d smallint, EXCLUDE USING gist (f WITH &&)) PARTITION BY HASH (d);

-- undecided (exclusion constraints on partitioned tables are not modelled)
CREATE TABLE parts (id integer, EXCLUDE (nothing WITH =), missing no_such_type) PARTITION BY HASH (id);

-- undecided (exclusion constraints on partitioned tables are not modelled)
ALTER TABLE parts ADD EXCLUDE (id WITH =);

-- undecided (it would fail with 42704: data type text has no default operator class for access method "gist", but `CREATE TABLE parts (id` may have changed that)
ALTER TABLE a ALTER r TYPE text USING r::text;

-- undecided (it would fail with 42883: operator does not exist: integer && integer, but `CREATE TABLE parts (id` may have changed that)
ALTER TABLE a ADD EXCLUDE USING gist (n WITH &&);

-- undecided (it would fail with 42809: operator <>(citext,citext) is not a member of operator family "citext_ops", but `CREATE TABLE parts (id` may have changed that)
ALTER TABLE s ADD EXCLUDE (k WITH <>);
