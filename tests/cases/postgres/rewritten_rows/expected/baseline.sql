-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 83b3e8bed8fb9d1fbe7f1f1df312c1a4653d072cab2b3f55661cf34603c6de60
-- Exact:   yes; 9 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

-- Rows whose values get another type are read again: checks, keys and references hold for what they have become.
CREATE TABLE e (
    a integer,
    r int4range,
    t text,
    u integer UNIQUE
);

CREATE TABLE uq (
    a integer UNIQUE,
    b integer CHECK (b > 0),
    c integer REFERENCES uq (a),
    d text UNIQUE,
    e varchar(9) REFERENCES uq (d)
);


-- Data ------------------------------------------------------------------------

INSERT INTO e (a, r, t, u) VALUES
    (1, '[1,5)', 'a', 1),
    (1, '[3,8)', 'b', 2);

INSERT INTO uq (a, b, c, d, e) VALUES
    (1, 1, 1, 'a', 'a'),
    (2, 2, 1, 'b', 'a');
