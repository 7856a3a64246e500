-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001.sql to 002.sql
-- Inputs:  SHA-256 0d06f25cf42606a814b99bdfe1b0be679872edbaef853710a3ecaee1f0ab3f6d
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    a text NOT NULL DEFAULT 'x'::character varying,
    b bigint DEFAULT 5,
    c varchar(50) DEFAULT 'now'::text,
    d timestamptz DEFAULT now(),
    e varchar(20) CHECK (e IN ('one', 'two')),
    f bigint[] DEFAULT '{}'::integer[]
);
CREATE INDEX t_e ON t (lower(e));
CREATE UNIQUE INDEX t_a ON t (a) WHERE b > 3;
