-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_all.sql
-- Inputs:  SHA-256 4391b5af6d901571ce83ed987f28d47c7081f13d7bd4088e7620e0d5a831aee3
-- Exact:   yes; 75 of the history fail, and have no effect here


-- Schemas ---------------------------------------------------------------------

DROP SCHEMA public;
CREATE SCHEMA public;
