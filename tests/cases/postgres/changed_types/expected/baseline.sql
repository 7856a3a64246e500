-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 5e67ffe7c619b7a75d632222a35f66b145c8aa7ec7b9aaf8064863948cd604e4
-- Exact:   yes; 4 of the history fail, and have no effect here


-- Types -----------------------------------------------------------------------

CREATE TYPE en AS ENUM ('a', 'b');

CREATE TYPE en2 AS ENUM ('a', 'b');


-- Tables ----------------------------------------------------------------------

-- What a change of type leaves in defaults, checks and indexes.
CREATE TABLE tt (
    ca text DEFAULT 'x'::character varying,
    cb text CHECK (cb = ANY (ARRAY['p'::character varying::text,'q'::character varying::text])),
    cc varchar(50) CHECK (cc = 'z' or length(cc) > 2),
    cd bigint DEFAULT 5 CHECK (cd > 0),
    ce timestamptz DEFAULT now(),
    cf timestamptz DEFAULT '2020-01-01'::timestamp without time zone,
    cg text DEFAULT 'abc'::varchar,
    ch varchar(10) DEFAULT 'hh'::text,
    ci bigint DEFAULT '7'::integer,
    cj numeric(10,4) DEFAULT 1.5,
    ck text DEFAULT upper('x'),
    cl text DEFAULT true,
    cm timestamp DEFAULT current_date,
    cn text,
    co bigint[] DEFAULT '{}'::integer[],
    cp text DEFAULT 'ab'::bpchar,
    cq int DEFAULT 3,
    cr jsonb DEFAULT '{}'::json,
    cs bigint DEFAULT -1,
    cu text DEFAULT 'a' || 'b',
    cv text DEFAULT null::character varying,
    cw interval DEFAULT '1 day',
    cx timestamptz DEFAULT '2020-01-01 00:00:00.123'::timestamp without time zone,
    cy varbit DEFAULT '101'::"bit",
    cz numeric DEFAULT '1.5'
);
CREATE INDEX ti1 ON tt (lower(cb));
CREATE INDEX ti2 ON tt (cb) WHERE cb <> 'x';
CREATE INDEX ti3 ON tt (cd) WHERE cd > 5;
CREATE INDEX ti4 ON tt ((ca || 'x'));
CREATE INDEX ti5 ON tt (cb) WHERE cb = ANY (ARRAY['x'::character varying::text,'y'::character varying::text]);

CREATE TABLE te (
    ea text DEFAULT 'a'::en,
    eb en CHECK (eb = 'a'),
    ec en2 DEFAULT 'a',
    ed text DEFAULT 'a',
    ee text[] DEFAULT '{a}'::en[],
    ef varchar(40) DEFAULT 'a',
    CHECK (ef = ANY (ARRAY['a'::character varying::text,'b'::character varying::text]))
);

CREATE TABLE ti (
    a bigint CHECK (a = ANY (ARRAY[1,2])),
    b bigint CHECK (b = 3 or b between 4 and 5),
    c int CHECK (c = any(array[1,2])),
    d text CHECK (d = any (array['x','y'])),
    e text,
    f varchar(9) CHECK (f in ('p')),
    g varchar(9) CHECK (g = ANY (ARRAY['p'::text,'q'::text])),
    h bigint CHECK (h > '5'::integer),
    i text CHECK (i = ANY (ARRAY['aa'::bpchar,'bb'::bpchar])),
    j timestamptz CHECK (j > '2020-01-01'::timestamp without time zone),
    k int CHECK (k in (1, 2.5)),
    l text CHECK (coalesce(l, 'z'::character varying) <> 'y'),
    m text CHECK (case m when 'a' then true else m = 'b' end),
    n varchar(6) CHECK (length(n) > 2 or n is null),
    o text CHECK (o ~ '^a' or lower(o) in ('x','y')),
    p timestamp CHECK (p = ANY (ARRAY['2020-01-01'::date,'2020-01-02'::date])),
    CHECK (e like 'x%' and e <> ALL (ARRAY['q'::character varying::text,'r'::character varying::text]))
);

CREATE TABLE tn (
    a varchar(20) CHECK (a = ANY (ARRAY['x'::character varying::text,'y'::character varying::text])),
    b text CHECK (b = ANY (ARRAY['x'::character varying::text,'y'::character varying::text])),
    c text,
    CHECK (c = ANY (ARRAY['a'::character varying::text,'b'::character varying::text]) or a = 'z')
);

CREATE TABLE idx (
    a text,
    b varchar,
    c bigint
);
CREATE UNIQUE INDEX idx_a_idx ON idx (a) WHERE b = ANY (ARRAY['x'::text,'y'::text]);
CREATE INDEX idx_expr_idx ON idx ((a || b));
CREATE INDEX idx_c_idx ON idx (c) WHERE c = ANY (ARRAY[1,2]);
CREATE INDEX idx_coalesce_idx ON idx (coalesce(a,'x'::character varying));
