-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  3 migrations, from 001_control.sql to 003_returning.sql
-- Inputs:  SHA-256 569d231ced5d81eeac3d180547eacd0f44e2ab772d342bc5e161385f37480fbe
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    a int PRIMARY KEY,
    b text NOT NULL
);

CREATE TABLE log (
    n serial PRIMARY KEY,
    m text
);


-- Data ------------------------------------------------------------------------

INSERT INTO t (a, b) VALUES
    (5, 'q');

INSERT INTO log (n, m) VALUES
    (1, 'row 1'),
    (2, 'row 2'),
    (3, 'row 3'),
    (4, 'back 9'),
    (5, 'back 5'),
    (6, 'back 1'),
    (7, '1'),
    (8, '3'),
    (9, '4'),
    (10, '5'),
    (11, 'x is 4'),
    (12, '1/1'),
    (13, '2/1'),
    (14, '1 and 2'),
    (15, 'inserted 2'),
    (16, 'none'),
    (17, 'there'),
    (18, 'deleted 0'),
    (19, 'a5'),
    (20, 'b6'),
    (21, 'achanged'),
    (22, 'b6'),
    (23, 'nothing'),
    (24, 'newer'),
    (25, 'number 24'),
    (26, 'three'),
    (27, 'else'),
    (28, 'elsif'),
    (29, '23505 duplicate key value violates unique constraint "t_pkey"'),
    (30, 'code 7'),
    (31, 'class: 23502'),
    (32, 'others: division by zero'),
    (34, '42701: column "b" of relation "t" already exists'),
    (35, 'outside'),
    (36, 'unequal'),
    (37, 'by text'),
    (38, 'by text!'),
    (39, '5'),
    (40, 'false');

SELECT setval('log_n_seq', 40);
