-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_unknown.sql
-- Inputs:  SHA-256 a100d0f2861c505fcfdb6778462e4231cf78ca2a6b7e6b9a72ff4e0004808f85
-- Exact:   no: 3 statements whose effect is not known


-- Tables ----------------------------------------------------------------------

CREATE VIRTUAL TABLE words USING fts5(word, content='');

CREATE TABLE "notes" (id INTEGER PRIMARY KEY, text TEXT);
