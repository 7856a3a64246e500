CREATE SCHEMA app;
CREATE TABLE places (city text, zip text, country text, spot xid, population int);
CREATE TABLE parted (a int, b int) PARTITION BY RANGE (a);
CREATE MATERIALIZED VIEW summary AS SELECT city, zip FROM places;

-- City follows from the code.
CREATE STATISTICS places_city_zip ON city, zip FROM places;
CREATE STATISTICS places_kinds (mcv, ndistinct) ON zip, country FROM places;
CREATE STATISTICS app.places_lower ON (lower(city)), country FROM places;
CREATE STATISTICS single ON (population / 1000) FROM places;
CREATE STATISTICS every (mcv, dependencies, ndistinct) ON country, city FROM places;
CREATE STATISTICS parted_ab ON b, a FROM parted;
CREATE STATISTICS summary_both ON city, zip FROM summary;
CREATE STATISTICS IF NOT EXISTS single ON city, country FROM places;
CREATE STATISTICS gone ON population, zip FROM places;
ALTER STATISTICS places_kinds SET STATISTICS 100;
ALTER STATISTICS every SET STATISTICS 20000;
ALTER STATISTICS every RENAME TO all_kinds;
ALTER STATISTICS single SET SCHEMA app;
ALTER STATISTICS IF EXISTS nothing SET STATISTICS 1;
COMMENT ON STATISTICS all_kinds IS 'Everything';
DROP STATISTICS IF EXISTS nothing, nowhere.nothing;
ALTER TABLE places RENAME COLUMN country TO land;
