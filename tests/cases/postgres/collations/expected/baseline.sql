-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_collations.sql
-- Inputs:  SHA-256 75326f31a5230bc371c767d3eafa24ccfab9c79a0df6ff61fd485adea2f8aa13
-- Exact:   yes; 21 of the history fail, and have no effect here


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA app;


-- Collations ------------------------------------------------------------------

-- Without regard to case.
CREATE COLLATION app.caseless (provider = icu, locale = 'und-u-ks-level2', deterministic = 'false');

CREATE COLLATION deutsch (provider = icu, locale = 'de');
COMMENT ON COLLATION deutsch IS 'For names';

CREATE COLLATION app.bytes FROM "C";

CREATE COLLATION again (provider = icu, locale = 'de');

CREATE COLLATION plain (provider = libc, locale = 'C');

CREATE COLLATION parts (provider = libc, lc_collate = 'C', lc_ctype = 'POSIX');


-- Types -----------------------------------------------------------------------

CREATE DOMAIN word AS text COLLATE again;


-- Tables ----------------------------------------------------------------------

CREATE TABLE people (
    name text COLLATE deutsch PRIMARY KEY,
    nick text COLLATE app.caseless,
    code text COLLATE app.bytes
);
CREATE INDEX people_code ON people (code COLLATE plain);
