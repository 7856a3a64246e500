-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  3 migrations, from 001_statistics.sql to 003_like.sql
-- Inputs:  SHA-256 7bc118df91f6ebdfe1d7c0988f8e957c937be11b9351b3513304ce41b748d557
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

CREATE TABLE like_places (
    city text,
    zip  text,
    land text,
    spot xid
);
CREATE INDEX like_places_city_idx ON like_places (city);

CREATE TABLE like_statistics (
    a    int,
    city text,
    zip  text,
    land text,
    spot xid
);

CREATE TABLE like_again (
    city text,
    zip  text,
    land text,
    spot xid
);


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

CREATE STATISTICS like_places_city_zip_stat ON city, zip FROM like_places;

CREATE STATISTICS like_places_zip_land_stat (ndistinct, mcv) ON zip, land FROM like_places;

CREATE STATISTICS like_places_land_expr_stat ON land, (lower(city)) FROM like_places;

CREATE STATISTICS like_places_city_land_stat ON city, land FROM like_places;
COMMENT ON STATISTICS like_places_city_land_stat IS 'Everything';

CREATE STATISTICS like_statistics_city_zip_stat ON city, zip FROM like_statistics;

CREATE STATISTICS like_statistics_zip_land_stat (ndistinct, mcv) ON zip, land FROM like_statistics;

CREATE STATISTICS like_statistics_land_expr_stat ON land, (lower(city)) FROM like_statistics;

CREATE STATISTICS like_statistics_city_land_stat ON city, land FROM like_statistics;

CREATE STATISTICS like_again_zip_land_stat (ndistinct, mcv) ON zip, land FROM like_again;

CREATE STATISTICS like_again_land_expr_stat ON land, (lower(city)) FROM like_again;

CREATE STATISTICS like_again_city_land_stat ON city, land FROM like_again;
COMMENT ON STATISTICS like_again_city_land_stat IS 'Everything';
