-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 f01ff8d9f7b4818b887afc510afe61ba3ba6301d07754ae77686345f7a097655
-- Exact:   no: 28 statements kept as written because not modelled; 4 statements whose effect is not known; 58 of the history fail, and have no effect here


-- Roles -----------------------------------------------------------------------

CREATE ROLE app_owner;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA "Shop";

CREATE SCHEMA app;


-- Tables ----------------------------------------------------------------------

CREATE TABLE "user" (
    id int,
    a  text,
    b  int
);

CREATE TABLE hashed (
    id int
) PARTITION BY HASH (id);

CREATE TABLE h1 PARTITION OF hashed FOR VALUES WITH (MODULUS 4, REMAINDER 2);


-- Kept as written: these statements are not modelled --------------------------

-- opaque (an option of a role that is not known)
CREATE ROLE x writer;

-- opaque (an option of a role that is not known)
CREATE ROLE x SELECT;

-- opaque (a hash partition without modulus or remainder)
CREATE TABLE h1 PARTITION OF hashed FOR VALUES WITH (MODULUS 4);

-- opaque (a hash partition without modulus or remainder)
CREATE TABLE h1 PARTITION OF hashed FOR VALUES WITH (REMAINDER 4);

-- undecided (it would fail with 42601: syntax error at or near "SELEC", but `CREATE ROLE x writer` may have changed that)
CREATE FUNCTION g(IN a int, OUT b int) RETURNS TABLE (x int, y text) LANGUAGE sql AS $$ SELEC 1 $$;

-- undecided (it would fail with 42601: syntax error at or near "SELEC", but `CREATE ROLE x writer` may have changed that)
CREATE FUNCTION g(INOUT b int) RETURNS TABLE (x int, y text) LANGUAGE sql AS $$ SELEC 1 $$;

-- undecided (it would fail with 42601: syntax error at or near "SELEC", but `CREATE ROLE x writer` may have changed that)
CREATE FUNCTION g(VARIADIC b int[]) RETURNS TABLE (x int, y text) LANGUAGE sql AS $$ SELEC 1 $$;

-- opaque (Expected: an expression, found: EOF)
SELECT a FROM "user" WHERE;

-- undecided (it would fail with 42883: operator does not exist: text == unknown, but `CREATE ROLE x writer` may have changed that)
SELECT a FROM "user" WHERE a == 'b';

-- opaque (`sqlparser` reads it differently at a)
SELECT CASE a WHEN 'b' THEN 1 FROM "user";

-- opaque (`sqlparser` reads it differently at END)
SELECT CASE END FROM "user";

-- opaque (`sqlparser` reads it differently at ELSE)
SELECT CASE ELSE 1 END FROM "user";

-- opaque (`sqlparser` reads it differently at FROM)
SELECT a FROM FROM "user";

-- opaque (Expected: identifier, found: EOF)
SELECT FROM;

-- opaque (`sqlparser` stops at ORDER)
SELECT a FROM "user" ORDER a;

-- opaque (`sqlparser` stops at GROUP)
SELECT a FROM "user" GROUP a;

-- opaque (Expected: (, found: FROM at Line: 1, Column: 2773)
SELECT a IN FROM "user";

-- opaque (Expected: an expression, found: ) at Line: 1, Column: 2799)
SELECT a IN () FROM "user";

-- opaque (Expected: [NOT] NULL | TRUE | FALSE | DISTINCT | [NOT] JSON [VALUE | SCALAR | ARRAY | OBJECT] [WITH | WITHOUT UNIQUE [KEYS]] | [form] NORMALIZED FROM after IS, found: FROM at Line: 1, Column: 2826)
SELECT a IS FROM "user";

-- opaque (Expected: [NOT] NULL | TRUE | FALSE | DISTINCT | [NOT] JSON [VALUE | SCALAR | ARRAY | OBJECT] [WITH | WITHOUT UNIQUE [KEYS]] | [form] NORMALIZED FROM after IS, found: 1 at Line: 1, Column: 2855)
SELECT a IS NOT 1 FROM "user";

-- opaque (Expected: AND, found: FROM at Line: 1, Column: 2889)
SELECT a BETWEEN 1 FROM "user";

-- opaque (`sqlparser` reads it differently at "user")
SELECT a LIKE FROM "user";

-- opaque (`sqlparser` stops at 'b')
SELECT a NOT 'b' FROM "user";

-- opaque (`sqlparser` reads it differently at FROM)
SELECT a::  FROM "user";

-- opaque (Expected: AS, found: int at Line: 1, Column: 2998)
SELECT CAST(a int) FROM "user";

-- opaque (Expected: a data type name, found: ) at Line: 1, Column: 3033)
SELECT CAST(a AS ) FROM "user";

-- opaque (Expected 'FROM' or ',')
SELECT extract(year '2024-01-01'::date);

-- opaque (Expected: ), found: '2024-01-01' at Line: 1, Column: 3119)
SELECT extract(year FROM FROM '2024-01-01'::date);

-- opaque (`sqlparser` stops at ()
SELECT count(*) FILTER (a = 'b') FROM "user";

-- opaque (`sqlparser` reads it differently at FROM)
SELECT row_number() OVER FROM "user";

-- opaque (Expected: ROWS, RANGE, GROUPS, found: PARTITION at Line: 1, Column: 3250)
SELECT row_number() OVER (PARTITION a) FROM "user";

-- opaque (`sqlparser` reads it differently at b)
UPDATE "user" SET a = 'x' WHERE WHERE b = 1;
