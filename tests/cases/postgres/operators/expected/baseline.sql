-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_operators.sql
-- Inputs:  SHA-256 1836c127c46f568bef4720a5d3e9d5dbb52d3cdf97bd23a0cbbe96e479f16b2d
-- Exact:   yes; 41 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Roles -----------------------------------------------------------------------

CREATE ROLE operator_owner;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA ops;


-- Types -----------------------------------------------------------------------

CREATE TYPE point3 AS (x int, y int, z int);

CREATE TYPE gone AS (a int);


-- Functions -------------------------------------------------------------------

CREATE FUNCTION p3_lt(point3, point3)
    RETURNS boolean
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1.x < $2.x';

CREATE FUNCTION p3_le(point3, point3)
    RETURNS boolean
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1.x <= $2.x';

CREATE FUNCTION p3_eq(point3, point3)
    RETURNS boolean
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1.x = $2.x';

CREATE FUNCTION p3_ge(point3, point3)
    RETURNS boolean
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1.x >= $2.x';

CREATE FUNCTION p3_gt(point3, point3)
    RETURNS boolean
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1.x > $2.x';

CREATE FUNCTION p3_cmp(point3, point3)
    RETURNS int
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1.x - $2.x';

CREATE FUNCTION p3_neg(point3)
    RETURNS point3
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1';

CREATE FUNCTION p3_add(point3, int)
    RETURNS point3
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1';

CREATE FUNCTION gone_eq(gone, gone)
    RETURNS boolean
    LANGUAGE sql IMMUTABLE
AS 'SELECT true';


-- Operators -------------------------------------------------------------------

CREATE OPERATOR @> (
    FUNCTION = p3_gt,
    LEFTARG = point3,
    RIGHTARG = point3,
    NEGATOR = @<=
);

CREATE OPERATOR @<= (
    FUNCTION = p3_le,
    LEFTARG = point3,
    RIGHTARG = point3,
    COMMUTATOR = @>=,
    NEGATOR = @>
);
ALTER OPERATOR @<= (point3, point3) OWNER TO operator_owner;

CREATE OPERATOR @= (
    FUNCTION = p3_eq,
    LEFTARG = point3,
    RIGHTARG = point3,
    COMMUTATOR = @=,
    NEGATOR = @<>,
    RESTRICT = eqsel,
    JOIN = eqjoinsel,
    HASHES,
    MERGES
);

CREATE OPERATOR @~~ (
    FUNCTION = p3_neg,
    RIGHTARG = point3
);
COMMENT ON OPERATOR @~~ (NONE, point3) IS 'neg';

CREATE OPERATOR ops.@+ (
    FUNCTION = p3_add,
    LEFTARG = point3,
    RIGHTARG = integer
);

CREATE OPERATOR @?! (
    FUNCTION = p3_lt,
    LEFTARG = point3,
    RIGHTARG = point3
);

CREATE OPERATOR @@@@ (
    FUNCTION = p3_lt,
    LEFTARG = point3,
    RIGHTARG = point3,
    COMMUTATOR = @@@!
);

CREATE OPERATOR @ (
    FUNCTION = p3_lt,
    LEFTARG = point3,
    RIGHTARG = point3
);

CREATE OPERATOR + (
    FUNCTION = int4pl,
    LEFTARG = integer,
    RIGHTARG = integer
);

CREATE OPERATOR ==> (
    FUNCTION = int4pl,
    LEFTARG = integer,
    RIGHTARG = integer
);

CREATE OPERATOR <> (
    FUNCTION = p3_gt,
    LEFTARG = point3,
    RIGHTARG = point3
);

-- Less than, by the first number.
CREATE OPERATOR ops.@< (
    FUNCTION = p3_lt,
    LEFTARG = point3,
    RIGHTARG = point3,
    NEGATOR = OPERATOR(ops.@>=),
    RESTRICT = scalarltsel
);
COMMENT ON OPERATOR ops.@< (point3, point3) IS 'less, elsewhere';

CREATE OPERATOR ops.@>= (
    FUNCTION = p3_ge,
    LEFTARG = point3,
    RIGHTARG = point3
);

CREATE OPERATOR === (
    FUNCTION = gone_eq,
    LEFTARG = gone,
    RIGHTARG = gone,
    COMMUTATOR = ===
);


-- Tables ----------------------------------------------------------------------

CREATE TABLE pts (
    p point3,
    q point3 CHECK (q @> ROW(0,0,0)::point3)
);

RESET check_function_bodies;
