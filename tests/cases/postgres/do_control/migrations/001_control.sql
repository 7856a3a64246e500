CREATE TABLE t (a int PRIMARY KEY, b text NOT NULL);
CREATE TABLE log (n serial PRIMARY KEY, m text);

DO $$ BEGIN FOR i IN 1..3 LOOP INSERT INTO log (m) VALUES ('row ' || i); END LOOP; END $$;
DO $$ BEGIN FOR i IN REVERSE 9..1 BY 4 LOOP INSERT INTO log (m) VALUES ('back ' || i); END LOOP; END $$;
DO $$
DECLARE x int := 0;
BEGIN
    LOOP
        x := x + 1;
        EXIT WHEN x > 5;
        CONTINUE WHEN x = 2;
        INSERT INTO log (m) VALUES (x::text);
    END LOOP;
    WHILE x > 4 LOOP x := x - 1; END LOOP;
    INSERT INTO log (m) VALUES ('x is ' || x);
END $$;
DO $$
BEGIN
    <<outside>>
    FOR i IN 1..3 LOOP
        FOR j IN 1..3 LOOP
            CONTINUE outside WHEN j = 2;
            EXIT outside WHEN i = 3;
            INSERT INTO log (m) VALUES (i || '/' || j);
        END LOOP;
    END LOOP;
END $$;

-- Blocks and their labels.
DO $$
<<whole>>
DECLARE x int := 1;
BEGIN
    DECLARE x int := 2;
    BEGIN
        INSERT INTO log (m) VALUES (whole.x || ' and ' || x);
    END;
    <<part>>
    BEGIN
        EXIT part;
        INSERT INTO log (m) VALUES ('never');
    END;
END $$;

-- FOUND and ROW_COUNT.
DO $$
DECLARE n int;
BEGIN
    INSERT INTO t VALUES (5, 'a'), (6, 'b');
    GET DIAGNOSTICS n = ROW_COUNT;
    IF FOUND THEN INSERT INTO log (m) VALUES ('inserted ' || n); END IF;
    UPDATE t SET b = 'z' WHERE a = 77;
    IF NOT FOUND THEN INSERT INTO log (m) VALUES ('none'); END IF;
    PERFORM 1 FROM t WHERE a = 5;
    IF FOUND THEN INSERT INTO log (m) VALUES ('there'); END IF;
    DELETE FROM t WHERE a > 100;
    GET DIAGNOSTICS n = ROW_COUNT;
    INSERT INTO log (m) VALUES ('deleted ' || n);
END $$;

-- Rows into variables.
DO $$
DECLARE r record; s t%ROWTYPE; v t.b%TYPE; a1 int; b1 text;
BEGIN
    FOR r IN SELECT a, b FROM t ORDER BY a LOOP INSERT INTO log (m) VALUES (r.b || r.a); END LOOP;
    SELECT * INTO s FROM t WHERE a = 5;
    v := s.b;
    s.b := 'changed';
    INSERT INTO log (m) VALUES (v || s.b);
    SELECT a, b INTO a1, b1 FROM t WHERE a = 6;
    INSERT INTO log (m) VALUES (b1 || a1);
    SELECT a, b INTO a1, b1 FROM t WHERE a = 7;
    INSERT INTO log (m) VALUES (coalesce(b1, 'nothing'));
    INSERT INTO t VALUES (8, 'new') RETURNING a INTO a1;
    UPDATE t SET b = 'newer' WHERE a = a1 RETURNING b INTO STRICT b1;
    INSERT INTO log (m) VALUES (b1) RETURNING n INTO a1;
    INSERT INTO log (m) VALUES ('number ' || a1);
END $$;

DO $$
DECLARE x int := 3;
BEGIN
    CASE x WHEN 1, 2 THEN INSERT INTO log (m) VALUES ('small'); WHEN 3 THEN INSERT INTO log (m) VALUES ('three'); END CASE;
    CASE WHEN x > 5 THEN NULL; ELSE INSERT INTO log (m) VALUES ('else'); END CASE;
    IF x = 1 THEN NULL; ELSIF x = 3 THEN INSERT INTO log (m) VALUES ('elsif'); ELSE NULL; END IF;
    IF NULL THEN INSERT INTO log (m) VALUES ('never'); END IF;
END $$;
