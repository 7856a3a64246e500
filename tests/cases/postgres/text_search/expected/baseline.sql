-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_all.sql
-- Inputs:  SHA-256 58e2d5b2dfbf1d18898089e432c634968a2d28b066475593b857f535c248e389
-- Exact:   yes; 27 of the history fail, and have no effect here


-- Extensions ------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS unaccent;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA app;


-- Text search -----------------------------------------------------------------

-- French without accents.
CREATE TEXT SEARCH CONFIGURATION app.fr (COPY = french);
ALTER TEXT SEARCH CONFIGURATION app.fr ALTER MAPPING FOR word, hword_part, hword WITH unaccent, french_stem;

CREATE TEXT SEARCH CONFIGURATION copy (COPY = french);
ALTER TEXT SEARCH CONFIGURATION copy ALTER MAPPING FOR asciiword, hword_asciipart, asciihword WITH simple;
ALTER TEXT SEARCH CONFIGURATION copy ALTER MAPPING FOR word, hword_part, hword WITH unaccent, simple;
ALTER TEXT SEARCH CONFIGURATION copy DROP MAPPING IF EXISTS FOR email, url;
COMMENT ON TEXT SEARCH CONFIGURATION copy IS 'Simple';

CREATE TEXT SEARCH DICTIONARY flat (TEMPLATE = simple, stopwords = 'english', accept = 'false');
COMMENT ON TEXT SEARCH DICTIONARY flat IS 'Flat';

CREATE TEXT SEARCH DICTIONARY stems (TEMPLATE = snowball, language = 'english', stopwords = 'russian');

CREATE TEXT SEARCH CONFIGURATION app.naked (PARSER = "default");
ALTER TEXT SEARCH CONFIGURATION app.naked ALTER MAPPING FOR asciiword WITH flat, english_stem;
ALTER TEXT SEARCH CONFIGURATION app.naked ALTER MAPPING FOR word WITH flat, stems;
ALTER TEXT SEARCH CONFIGURATION app.naked ALTER MAPPING FOR int WITH simple;


-- Tables ----------------------------------------------------------------------

CREATE TABLE pages (
    body  text,
    found tsvector GENERATED ALWAYS AS (to_tsvector('app.fr', body)) STORED
);
CREATE INDEX pages_body ON pages USING gin (to_tsvector('english', body));
CREATE INDEX pages_bare ON pages USING gin (to_tsvector('app.naked'::regconfig, body));
