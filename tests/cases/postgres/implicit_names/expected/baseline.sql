-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001.sql to 002_renamed.sql
-- Inputs:  SHA-256 38f26fadd43512919a84b66c3e3c4dd9d149ae5369c840575b646c4d0d2263c9
-- Exact:   yes, every statement of the history is accounted for


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE t_id_seq AS integer;

CREATE SEQUENCE t_id_seq1 AS integer;


-- Tables ----------------------------------------------------------------------

CREATE TABLE u (
    id integer CONSTRAINT t_pkey PRIMARY KEY DEFAULT nextval('t_id_seq'::regclass),
    x  int CONSTRAINT t_a_key UNIQUE CONSTRAINT t_a_check CHECK (x > 0),
    b  int UNIQUE,
    c  int CONSTRAINT t_c_fkey REFERENCES u (id),
    CONSTRAINT t_a_b_key UNIQUE (x, b),
    CONSTRAINT t_check CHECK (b > x),
    CONSTRAINT t_check1 CHECK (x <> b)
);
CREATE INDEX t_lower_b_idx ON u (lower(x::text), b);
CREATE INDEX t_a_idx ON u (x);
CREATE INDEX t_a_idx1 ON u (x);
CREATE INDEX t_expr_idx ON u ((x + 1));
ALTER SEQUENCE t_id_seq OWNED BY u.id;

CREATE TABLE a_table_with_a_name_that_is_much_longer_than_anybody_would_like (
    a_column_with_a_name_that_is_also_rather_long_to_say_the_least int UNIQUE,
    "Mixed Case" serial
);

CREATE TABLE t (
    id integer CONSTRAINT t_pkey1 PRIMARY KEY DEFAULT nextval('t_id_seq1'::regclass),
    a  int CONSTRAINT t_a_key1 UNIQUE
);
ALTER SEQUENCE t_id_seq1 OWNED BY t.id;
