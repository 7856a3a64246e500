-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  20 migrations, from 01.sql to 20_refused.sql
-- Inputs:  SHA-256 d41919fc5411780774d7d666d88e4945e4ac69e3c79de67f04109adec7509bff
-- Exact:   yes; 19 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

-- The steps of PL/pgSQL, each in a block of its own.
CREATE TABLE s (
    k text,
    v text
);

CREATE TABLE u (
    id int CONSTRAINT uk UNIQUE,
    n  int NOT NULL
);


-- Data ------------------------------------------------------------------------

INSERT INTO s (k, v) VALUES
    ('slice', '{2,3}'),
    ('gap', '{1,2,NULL,NULL,7}'),
    ('row', '{1,2}'),
    ('row', '{3,4}'),
    ('each', '1'),
    ('each', '2'),
    ('each', '3'),
    ('each', '4'),
    ('two', '{{1,2},{9,4}}'),
    ('assert', 'assertion failed'),
    ('labels', '3'),
    ('record', 'x1'),
    ('b', '7'),
    ('b', '7'),
    ('using', '3'),
    ('abc', 'd'),
    ('returned', '3'),
    ('22012', 'division by zero'),
    ('1', '1'),
    ('2', '2'),
    ('count', '2'),
    ('append', '1,1,2,2'),
    ('i', '1'),
    ('i', '1'),
    ('i', '2'),
    ('i', '2'),
    ('rev', '6'),
    ('rev', '4'),
    ('rev', '2'),
    ('outer', NULL),
    ('many', '3'),
    ('from', 'using0'),
    ('json', '1'),
    ('json', '2'),
    ('date', '2020_01'),
    ('date', '2020_02'),
    ('date', '2020_03');

INSERT INTO u (id, n) VALUES
    (1, 1);
