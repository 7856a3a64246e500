-- Cursors of PL/pgSQL.
CREATE TABLE source (id int, n text);
INSERT INTO source VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd');
CREATE TABLE seen (k text, a int, b text);
DO $$
DECLARE
    plain CURSOR FOR SELECT * FROM source ORDER BY id;
    above CURSOR (least int, suffix text) FOR SELECT id, n || suffix AS n FROM source WHERE id > least ORDER BY id;
    back SCROLL CURSOR FOR SELECT * FROM source ORDER BY id DESC;
    r record; x int; t text; free refcursor; row source; moved int;
BEGIN
    OPEN plain;
    LOOP
        FETCH plain INTO r;
        EXIT WHEN NOT FOUND;
        INSERT INTO seen VALUES ('plain', r.id, r.n);
        DELETE FROM source WHERE id > 4;
        INSERT INTO source VALUES (r.id + 10, 'later');
    END LOOP;
    INSERT INTO seen VALUES ('behind', r.id, r.n);
    CLOSE plain;
    DELETE FROM source WHERE id > 4;
    OPEN above(2, '!');
    FETCH NEXT FROM above INTO x, t;
    INSERT INTO seen VALUES ('above', x, t);
    CLOSE above;
    OPEN above(suffix := '?', least := 3);
    FETCH above INTO row;
    INSERT INTO seen VALUES ('named', row.id, row.n);
    FETCH above INTO row;
    INSERT INTO seen VALUES ('none', row.id, FOUND::text);
    CLOSE above;
    OPEN back;
    MOVE FORWARD 2 FROM back;
    GET DIAGNOSTICS moved = ROW_COUNT;
    FETCH back INTO r;
    INSERT INTO seen VALUES ('third', moved, r.n);
    FETCH PRIOR FROM back INTO r;
    INSERT INTO seen VALUES ('prior', r.id, r.n);
    FETCH LAST FROM back INTO r;
    INSERT INTO seen VALUES ('last', r.id, r.n);
    FETCH FIRST FROM back INTO r;
    INSERT INTO seen VALUES ('first', r.id, r.n);
    FETCH ABSOLUTE -2 FROM back INTO r;
    INSERT INTO seen VALUES ('absolute', r.id, r.n);
    FETCH RELATIVE -1 FROM back INTO r;
    INSERT INTO seen VALUES ('relative', r.id, r.n);
    MOVE FORWARD ALL FROM back;
    GET DIAGNOSTICS moved = ROW_COUNT;
    INSERT INTO seen VALUES ('all', moved, FOUND::text);
    MOVE BACKWARD 2 FROM back;
    GET DIAGNOSTICS moved = ROW_COUNT;
    FETCH back INTO r;
    INSERT INTO seen VALUES ('backward', moved, r.n);
    MOVE BACKWARD ALL IN back;
    GET DIAGNOSTICS moved = ROW_COUNT;
    INSERT INTO seen VALUES ('back to the start', moved);
    CLOSE back;
    OPEN free FOR SELECT n FROM source WHERE id = 1;
    FETCH free INTO t;
    INSERT INTO seen VALUES ('free', 1, t);
    CLOSE free;
    OPEN free FOR EXECUTE 'SELECT n FROM source WHERE id = $1' USING 2;
    FETCH free INTO t;
    INSERT INTO seen VALUES ('dynamic', 1, t);
    FOR r IN above(1, '+') LOOP
        EXIT WHEN r.id = 4;
        INSERT INTO seen VALUES ('loop', r.id, r.n);
    END LOOP;
    FOR r IN plain LOOP INSERT INTO seen VALUES ('loop', r.id, r.n); END LOOP;
END $$;

CREATE FUNCTION opened(name text) RETURNS refcursor LANGUAGE plpgsql AS
    $$ DECLARE c refcursor := name; BEGIN OPEN c FOR SELECT id FROM source ORDER BY id; RETURN c; END $$;
CREATE FUNCTION total(c refcursor) RETURNS int LANGUAGE plpgsql AS $$
DECLARE x int; sum int := 0;
BEGIN
    LOOP FETCH c INTO x; EXIT WHEN x IS NULL; sum := sum + x; END LOOP;
    CLOSE c;
    RETURN sum;
END $$;
DO $$ DECLARE c refcursor; BEGIN c := opened('mine'); INSERT INTO seen VALUES ('total', total(c), c::text); END $$;

-- An exception closes what it opened.
DO $$
DECLARE c CURSOR FOR SELECT id FROM source ORDER BY id; d refcursor := 'dee'; x int;
BEGIN
    OPEN c;
    FETCH c INTO x;
    BEGIN
        OPEN d FOR SELECT 1;
        FETCH c INTO x;
        RAISE 'out';
    EXCEPTION WHEN OTHERS THEN NULL;
    END;
    FETCH c INTO x;
    INSERT INTO seen VALUES ('after the exception', x);
    BEGIN FETCH d INTO x; EXCEPTION WHEN invalid_cursor_name THEN INSERT INTO seen VALUES ('closed'); END;
END $$;

