-- Functions that return rows, and what calls of them give.
CREATE TYPE pair AS (a int, b text);
CREATE TABLE source (id int, n varchar(5));
INSERT INTO source VALUES (1, 'x'), (2, 'y');
CREATE TABLE seen (k text, a bigint, b text);

CREATE FUNCTION mistyped() RETURNS TABLE (a int, b text) LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT id, n FROM source; END $$;
CREATE FUNCTION listed() RETURNS TABLE (a int, b text) LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT id, n::text FROM source; END $$;
INSERT INTO seen SELECT 'listed', * FROM listed();
INSERT INTO seen SELECT 'where', x.a * 10, x.b FROM listed() x WHERE x.a = 2;
INSERT INTO seen SELECT 'ordinality', n, b FROM listed() WITH ORDINALITY AS l(a, b, n);
CREATE FUNCTION next_pairs() RETURNS SETOF pair LANGUAGE plpgsql AS
    $$ DECLARE r record; BEGIN FOR r IN SELECT id, n::text FROM source LOOP RETURN NEXT r; END LOOP; RETURN; END $$;
INSERT INTO seen SELECT 'next', * FROM next_pairs();
CREATE FUNCTION next_wrong() RETURNS SETOF pair LANGUAGE plpgsql AS
    $$ DECLARE r record; BEGIN FOR r IN SELECT id, n FROM source LOOP RETURN NEXT r; END LOOP; END $$;
CREATE FUNCTION untyped() RETURNS pair LANGUAGE plpgsql AS $$ BEGIN RETURN ROW(1, 'x'); END $$;
CREATE FUNCTION one_pair() RETURNS pair LANGUAGE plpgsql AS $$ BEGIN RETURN ROW(1, 'x'::text); END $$;
INSERT INTO seen SELECT 'one', * FROM one_pair();
INSERT INTO seen SELECT 'field', (one_pair()).a, (one_pair()).b;
CREATE FUNCTION no_pair() RETURNS pair LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
INSERT INTO seen SELECT 'none', * FROM no_pair();
CREATE FUNCTION a_record() RETURNS record LANGUAGE plpgsql AS $$ DECLARE r record; BEGIN SELECT 1, 'x'::text INTO r; RETURN r; END $$;
INSERT INTO seen SELECT 'record', * FROM a_record() AS r(a int, b text);
SELECT a_record();
CREATE FUNCTION outs(OUT a int, OUT b text) LANGUAGE plpgsql AS $$ BEGIN a := 1; END $$;
INSERT INTO seen SELECT 'outs', * FROM outs();
INSERT INTO seen SELECT 'out', (outs()).a, 'text ' || outs()::text;
CREATE FUNCTION numbers() RETURNS SETOF int LANGUAGE plpgsql AS $$ BEGIN RETURN NEXT '7'; RETURN NEXT 8.6; RETURN QUERY SELECT 9; END $$;
INSERT INTO seen SELECT 'numbers', * FROM numbers();
INSERT INTO seen SELECT 'listed number', numbers(), 'in the list';
INSERT INTO seen SELECT 'joined', x, n FROM source, numbers() x WHERE x = id + 6;
INSERT INTO seen SELECT 'counted', count(*), sum(numbers)::text FROM numbers();
CREATE FUNCTION two_columns() RETURNS SETOF int LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT 9, 10; END $$;
CREATE FUNCTION sources() RETURNS SETOF source LANGUAGE sql AS $$ SELECT * FROM source ORDER BY id $$;
INSERT INTO seen SELECT 'sources', * FROM sources();
CREATE FUNCTION grown(OUT a int, INOUT b text) RETURNS SETOF record LANGUAGE plpgsql AS
    $$ BEGIN a := 1; RETURN NEXT; a := 2; b := b || 'z'; RETURN NEXT; END $$;
INSERT INTO seen SELECT 'grown', * FROM grown('q');
CREATE FUNCTION records() RETURNS SETOF record LANGUAGE sql AS $$ SELECT 1, 'a'::text UNION ALL SELECT 2, 'b' $$;
INSERT INTO seen SELECT 'records', * FROM records() AS t(x int, y text);
CREATE FUNCTION dynamic(what text) RETURNS SETOF pair LANGUAGE plpgsql AS
    $$ BEGIN RETURN QUERY EXECUTE format('SELECT id, n::text FROM %I WHERE id > $1', what) USING 1; END $$;
INSERT INTO seen SELECT 'dynamic', * FROM dynamic('source');
CREATE FUNCTION changed() RETURNS SETOF source LANGUAGE plpgsql AS
    $$ BEGIN RETURN QUERY INSERT INTO source VALUES (3, 'z') RETURNING *; END $$;
INSERT INTO seen SELECT 'changed', * FROM changed();
CREATE FUNCTION inserted() RETURNS int LANGUAGE sql AS $$ INSERT INTO source VALUES (4, 'w') RETURNING id $$;
INSERT INTO seen SELECT 'inserted', inserted();

-- Rows as arguments, and as values of variables.
CREATE FUNCTION shout(p pair) RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN p.b || '!'; END $$;
INSERT INTO seen VALUES ('shout', 1, shout(ROW(1, 'k')::pair)), ('silence', 2, shout(NULL));
DO $$
DECLARE a int; b text; r pair; o record;
BEGIN
    SELECT * INTO a, b FROM outs();
    INSERT INTO seen VALUES ('into', a, b);
    r := one_pair();
    INSERT INTO seen VALUES ('row', r.a, r.b);
    SELECT * INTO o FROM grown('first');
    INSERT INTO seen VALUES ('into record', o.a, o.b);
    FOR r IN SELECT * FROM next_pairs() LOOP INSERT INTO seen VALUES ('loop', r.a, r.b); END LOOP;
    FOR a IN SELECT numbers() LOOP INSERT INTO seen VALUES ('number', a); END LOOP;
END $$;
CREATE FUNCTION how_many(VARIADIC xs int[]) RETURNS int LANGUAGE sql AS $$ SELECT array_length(xs, 1) $$;
INSERT INTO seen VALUES ('variadic', how_many(1, 2, 3)), ('variadic', how_many(VARIADIC ARRAY[4]));

-- Procedures with results.
CREATE PROCEDURE doubled(a int, OUT b int) LANGUAGE plpgsql AS $$ BEGIN b := a * 2; END $$;
CALL doubled(4, NULL);
DO $$ DECLARE x int; BEGIN CALL doubled(4, x); INSERT INTO seen VALUES ('doubled', x); CALL doubled(a => 5, b => x); INSERT INTO seen VALUES ('doubled', x); END $$;
CREATE PROCEDURE grow(INOUT a int, INOUT b int) LANGUAGE sql AS $$ SELECT a + 1, b + 1 $$;
DO $$ DECLARE x int := 1; y int := 2; BEGIN CALL grow(x, y); INSERT INTO seen VALUES ('grow', x, y::text); END $$;
CREATE PROCEDURE middle(OUT a int, b int, INOUT c text) LANGUAGE plpgsql AS $$ BEGIN a := b + 1; c := c || b; END $$;
DO $$ DECLARE x int; y text := 'y'; BEGIN CALL middle(x, 6, y); INSERT INTO seen VALUES ('middle', x, y); END $$;
