-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_operator_classes.sql
-- Inputs:  SHA-256 9695aef6dadd633bdb135c6e0148fe8de849403f57328d7dd355ade08764cf19
-- Exact:   yes; 33 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Roles -----------------------------------------------------------------------

CREATE ROLE class_owner;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA opc;


-- Types -----------------------------------------------------------------------

CREATE TYPE p3 AS (x int, y int);


-- Functions -------------------------------------------------------------------

CREATE FUNCTION p3_lt(p3, p3)
    RETURNS boolean
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1.x < $2.x';

CREATE FUNCTION p3_le(p3, p3)
    RETURNS boolean
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1.x <= $2.x';

CREATE FUNCTION p3_eq(p3, p3)
    RETURNS boolean
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1.x = $2.x';

CREATE FUNCTION p3_ge(p3, p3)
    RETURNS boolean
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1.x >= $2.x';

CREATE FUNCTION p3_gt(p3, p3)
    RETURNS boolean
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1.x > $2.x';

CREATE FUNCTION p3_cmp(p3, p3)
    RETURNS int
    LANGUAGE sql IMMUTABLE
AS 'SELECT $1.x - $2.x';

CREATE FUNCTION p3_hash(p3)
    RETURNS int
    LANGUAGE sql IMMUTABLE
AS 'SELECT hashint4($1.x)';


-- Operators -------------------------------------------------------------------

CREATE OPERATOR #< (
    FUNCTION = p3_lt,
    LEFTARG = p3,
    RIGHTARG = p3
);

CREATE OPERATOR #<= (
    FUNCTION = p3_le,
    LEFTARG = p3,
    RIGHTARG = p3
);

CREATE OPERATOR #= (
    FUNCTION = p3_eq,
    LEFTARG = p3,
    RIGHTARG = p3,
    HASHES
);

CREATE OPERATOR #>= (
    FUNCTION = p3_ge,
    LEFTARG = p3,
    RIGHTARG = p3
);

CREATE OPERATOR #> (
    FUNCTION = p3_gt,
    LEFTARG = p3,
    RIGHTARG = p3
);

CREATE OPERATOR FAMILY p3_ops USING btree;

CREATE OPERATOR CLASS p3_ops DEFAULT FOR TYPE p3 USING btree AS
    OPERATOR 1 #< (p3, p3),
    OPERATOR 2 #<= (p3, p3),
    OPERATOR 3 #= (p3, p3),
    OPERATOR 4 #>= (p3, p3),
    OPERATOR 5 #> (p3, p3),
    FUNCTION 1 p3_cmp(p3, p3);
COMMENT ON OPERATOR CLASS p3_ops USING btree IS 'c';

CREATE OPERATOR FAMILY p3_ops2 USING btree;

CREATE OPERATOR CLASS opc.p3_ops2 FOR TYPE p3 USING btree FAMILY p3_ops2 AS
    STORAGE p3;

CREATE OPERATOR FAMILY opc.famh USING hash;

CREATE OPERATOR FAMILY p3_hops USING hash;

CREATE OPERATOR FAMILY arr USING gin;

-- The same with operators of the server.
CREATE OPERATOR CLASS arr FOR TYPE integer[] USING gin AS
    OPERATOR 1 && (anyarray, anyarray),
    FUNCTION 1 btint4cmp(integer, integer),
    STORAGE integer;

CREATE OPERATOR FAMILY opc.by_length USING btree;

CREATE OPERATOR CLASS opc.by_size FOR TYPE text USING btree FAMILY opc.by_length AS
    OPERATOR 1 < (text, text),
    OPERATOR 3 = (text, text),
    FUNCTION 1 (text, text) bttextcmp(text, text);
COMMENT ON OPERATOR CLASS opc.by_size USING btree IS 'By size';

CREATE OPERATOR FAMILY ord3 USING btree;
ALTER OPERATOR FAMILY ord3 USING btree OWNER TO class_owner;

CREATE OPERATOR CLASS ord3 FOR TYPE integer USING btree AS
    OPERATOR 1 < (integer, bigint);
ALTER OPERATOR CLASS ord3 USING btree OWNER TO class_owner;


-- Tables ----------------------------------------------------------------------

CREATE TABLE pt (
    a p3,
    b p3 PRIMARY KEY
);
CREATE INDEX pt_a ON pt (a);
CREATE UNIQUE INDEX pt_u ON pt (a);

CREATE TABLE texts (
    body  text,
    again p3
);
CREATE INDEX texts_body ON texts (body opc.by_size);
CREATE INDEX texts_hash ON texts USING hash (again);

RESET check_function_bodies;
