-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_statistics.sql to 002_refused.sql
-- Inputs:  SHA-256 1e5c506a8ff841aa50cf945145b06ff071f73d8df4b8113ce0c1223eaae7516e
-- Exact:   yes; 29 of the history fail, and have no effect here


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA app;


-- Tables ----------------------------------------------------------------------

CREATE TABLE places (
    city text,
    zip  text,
    land text,
    spot xid
);
CREATE INDEX places_city ON places (city);

CREATE TABLE parted (
    a int,
    b int
) PARTITION BY RANGE (a);


-- Views -----------------------------------------------------------------------

CREATE VIEW seen AS
SELECT city, zip FROM places;


-- Materialized views ----------------------------------------------------------

CREATE MATERIALIZED VIEW summary AS
SELECT city, zip FROM places;


-- Statistics ------------------------------------------------------------------

-- City follows from the code.
CREATE STATISTICS places_city_zip ON city, zip FROM places;

CREATE STATISTICS places_kinds (ndistinct, mcv) ON zip, land FROM places;
ALTER STATISTICS places_kinds SET STATISTICS 100;

CREATE STATISTICS app.places_lower ON land, (lower(city)) FROM places;

CREATE STATISTICS all_kinds ON city, land FROM places;
ALTER STATISTICS all_kinds SET STATISTICS 10000;
COMMENT ON STATISTICS all_kinds IS 'Everything';

CREATE STATISTICS parted_ab ON a, b FROM parted;

CREATE STATISTICS summary_both ON city, zip FROM summary;
