-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_slices.sql
-- Inputs:  SHA-256 7cb1096525a07bc935393d7c97754487416110a3f4dfd25c139464686a839aa2
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

-- A bound that is left out is the array's own.
CREATE TABLE slices (
    name text PRIMARY KEY,
    part int[]
);


-- Data ------------------------------------------------------------------------

INSERT INTO slices (name, part) VALUES
    ('head', '{10,20}'),
    ('tail', '{30,40}'),
    ('all', '{10,20,30,40}'),
    ('beyond', '{}'),
    ('middle', '{20,30}'),
    ('none', NULL),
    ('from 10', '{10,20,30,40}'),
    ('from 20', '{20,30,40}'),
    ('from 30', '{30,40}'),
    ('shifted', ('[0:2]={1,2,3}'::int[])[1:]),
    ('lower', ('[0:2]={1,2,3}'::int[])[:1]);
