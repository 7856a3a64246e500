-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  9 migrations, from 01.sql to 09_refused.sql
-- Inputs:  SHA-256 6c27a691d5907121a48a97b46be6eb21493180b678ae34e0784bb0b652d871e6
-- Exact:   yes; 8 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Types -----------------------------------------------------------------------

CREATE TYPE pair AS (a int, b text);


-- Functions -------------------------------------------------------------------

CREATE FUNCTION mistyped()
    RETURNS TABLE (a int, b text)
    LANGUAGE plpgsql
AS $$ BEGIN RETURN QUERY SELECT id, n FROM source; END $$;

CREATE FUNCTION listed()
    RETURNS TABLE (a int, b text)
    LANGUAGE plpgsql
AS $$ BEGIN RETURN QUERY SELECT id, n::text FROM source; END $$;

CREATE FUNCTION next_pairs()
    RETURNS SETOF pair
    LANGUAGE plpgsql
AS $$ DECLARE r record; BEGIN FOR r IN SELECT id, n::text FROM source LOOP RETURN NEXT r; END LOOP; RETURN; END $$;

CREATE FUNCTION next_wrong()
    RETURNS SETOF pair
    LANGUAGE plpgsql
AS $$ DECLARE r record; BEGIN FOR r IN SELECT id, n FROM source LOOP RETURN NEXT r; END LOOP; END $$;

CREATE FUNCTION untyped()
    RETURNS pair
    LANGUAGE plpgsql
AS $$ BEGIN RETURN ROW(1, 'x'); END $$;

CREATE FUNCTION one_pair()
    RETURNS pair
    LANGUAGE plpgsql
AS $$ BEGIN RETURN ROW(1, 'x'::text); END $$;

CREATE FUNCTION no_pair()
    RETURNS pair
    LANGUAGE plpgsql
AS $$ BEGIN RETURN NULL; END $$;

CREATE FUNCTION a_record()
    RETURNS record
    LANGUAGE plpgsql
AS $$ DECLARE r record; BEGIN SELECT 1, 'x'::text INTO r; RETURN r; END $$;

CREATE FUNCTION outs(OUT a int, OUT b text)
    LANGUAGE plpgsql
AS $$ BEGIN a := 1; END $$;

CREATE FUNCTION numbers()
    RETURNS SETOF int
    LANGUAGE plpgsql
AS $$ BEGIN RETURN NEXT '7'; RETURN NEXT 8.6; RETURN QUERY SELECT 9; END $$;

CREATE FUNCTION two_columns()
    RETURNS SETOF int
    LANGUAGE plpgsql
AS $$ BEGIN RETURN QUERY SELECT 9, 10; END $$;

CREATE FUNCTION grown(OUT a int, INOUT b text)
    RETURNS SETOF record
    LANGUAGE plpgsql
AS $$ BEGIN a := 1; RETURN NEXT; a := 2; b := b || 'z'; RETURN NEXT; END $$;

CREATE FUNCTION records()
    RETURNS SETOF record
    LANGUAGE sql
AS $$ SELECT 1, 'a'::text UNION ALL SELECT 2, 'b' $$;

CREATE FUNCTION dynamic(what text)
    RETURNS SETOF pair
    LANGUAGE plpgsql
AS $$ BEGIN RETURN QUERY EXECUTE format('SELECT id, n::text FROM %I WHERE id > $1', what) USING 1; END $$;

CREATE FUNCTION inserted()
    RETURNS int
    LANGUAGE sql
AS $$ INSERT INTO source VALUES (4, 'w') RETURNING id $$;

-- Rows as arguments, and as values of variables.
CREATE FUNCTION shout(p pair)
    RETURNS text
    LANGUAGE plpgsql
AS $$ BEGIN RETURN p.b || '!'; END $$;

CREATE FUNCTION how_many(VARIADIC xs int[])
    RETURNS int
    LANGUAGE sql
AS $$ SELECT array_length(xs, 1) $$;

-- Procedures with results.
CREATE PROCEDURE doubled(a int, OUT b int)
    LANGUAGE plpgsql
AS $$ BEGIN b := a * 2; END $$;

CREATE PROCEDURE grow(INOUT a int, INOUT b int)
    LANGUAGE sql
AS $$ SELECT a + 1, b + 1 $$;

CREATE PROCEDURE middle(OUT a int, b int, INOUT c text)
    LANGUAGE plpgsql
AS $$ BEGIN a := b + 1; c := c || b; END $$;


-- Tables ----------------------------------------------------------------------

CREATE TABLE source (
    id int,
    n  varchar(5)
);

CREATE FUNCTION sources()
    RETURNS SETOF source
    LANGUAGE sql
AS $$ SELECT * FROM source ORDER BY id $$;

CREATE FUNCTION changed()
    RETURNS SETOF source
    LANGUAGE plpgsql
AS $$ BEGIN RETURN QUERY INSERT INTO source VALUES (3, 'z') RETURNING *; END $$;

CREATE TABLE seen (
    k text,
    a bigint,
    b text
);


-- Data ------------------------------------------------------------------------

INSERT INTO source (id, n) VALUES
    (1, 'x'),
    (2, 'y'),
    (3, 'z'),
    (4, 'w');

INSERT INTO seen (k, a, b) VALUES
    ('listed', 1, 'x'),
    ('listed', 2, 'y'),
    ('where', 20, 'y'),
    ('ordinality', 1, 'x'),
    ('ordinality', 2, 'y'),
    ('next', 1, 'x'),
    ('next', 2, 'y'),
    ('one', 1, 'x'),
    ('field', 1, 'x'),
    ('none', NULL, NULL),
    ('record', 1, 'x'),
    ('outs', 1, NULL),
    ('out', 1, 'text (1,)'),
    ('numbers', 7, NULL),
    ('numbers', 9, NULL),
    ('numbers', 9, NULL),
    ('listed number', 7, 'in the list'),
    ('listed number', 9, 'in the list'),
    ('listed number', 9, 'in the list'),
    ('joined', 7, 'x'),
    ('counted', 3, '25'),
    ('sources', 1, 'x'),
    ('sources', 2, 'y'),
    ('grown', 1, 'q'),
    ('grown', 2, 'qz'),
    ('records', 1, 'a'),
    ('records', 2, 'b'),
    ('dynamic', 2, 'y'),
    ('changed', 3, 'z'),
    ('inserted', 4, NULL),
    ('shout', 1, 'k!'),
    ('silence', 2, NULL),
    ('into', 1, NULL),
    ('row', 1, 'x'),
    ('into record', 1, 'first'),
    ('loop', 1, 'x'),
    ('loop', 2, 'y'),
    ('loop', 3, 'z'),
    ('loop', 4, 'w'),
    ('number', 7, NULL),
    ('number', 9, NULL),
    ('number', 9, NULL),
    ('variadic', 3, NULL),
    ('variadic', 1, NULL),
    ('doubled', 8, NULL),
    ('doubled', 10, NULL),
    ('grow', 2, '3'),
    ('middle', 7, 'y6');

RESET check_function_bodies;
