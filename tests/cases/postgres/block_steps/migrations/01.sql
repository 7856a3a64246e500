-- The steps of PL/pgSQL, each in a block of its own.
CREATE TABLE s (k text, v text);
DO $$ DECLARE a int[] := ARRAY[1,2,3,4]; BEGIN INSERT INTO s VALUES ('slice', a[2:3]::text); END $$;
DO $$ DECLARE a int[] := '{1,2}'; BEGIN a[5] := 7; INSERT INTO s VALUES ('gap', a::text); END $$;
DO $$ DECLARE a int[] := '{{1,2},{3,4}}'; x int[]; y int; BEGIN FOREACH x SLICE 1 IN ARRAY a LOOP INSERT INTO s VALUES ('row', x::text); END LOOP; FOREACH y IN ARRAY a LOOP INSERT INTO s VALUES ('each', y::text); END LOOP; a[2][1] := 9; INSERT INTO s VALUES ('two', a::text); END $$;
CREATE TABLE u (id int CONSTRAINT uk UNIQUE, n int NOT NULL);
INSERT INTO u VALUES (1, 1);
DO $$ BEGIN BEGIN ASSERT false; EXCEPTION WHEN assert_failure THEN INSERT INTO s VALUES ('assert', SQLERRM); END; END $$;
DO $$ <<out>> DECLARE i int := 0; BEGIN <<a>> LOOP i := i + 1; <<b>> FOR j IN 1..3 LOOP CONTINUE a WHEN j = 2 AND i < 3; EXIT a WHEN i = 3; END LOOP b; END LOOP a; INSERT INTO s VALUES ('labels', out.i::text); BEGIN EXIT out; END; INSERT INTO s VALUES ('never', ''); END $$;
DO $$ DECLARE r record; BEGIN r := ROW(1, 'x'::text); INSERT INTO s VALUES ('record', r.f2 || r.f1); SELECT 1 AS a, 'b' AS b INTO r; r.a := 7; INSERT INTO s VALUES (r.b, r.a::text); INSERT INTO s SELECT r.b, r.a; END $$;
DO $$ DECLARE x int; BEGIN EXECUTE 'SELECT $1 + $2' INTO x USING 1, 2; INSERT INTO s VALUES ('using', x::text); EXECUTE 'INSERT INTO s VALUES ($1, $2) RETURNING length(k)' INTO x USING 'abc', 'd'; INSERT INTO s VALUES ('returned', x::text); END $$;
DO $$ DECLARE m text; BEGIN PERFORM 1/0; EXCEPTION WHEN division_by_zero OR unique_violation THEN m := SQLERRM; INSERT INTO s VALUES (SQLSTATE, m); END $$;
DO $$ DECLARE n int; BEGIN INSERT INTO s VALUES ('1', '1'), ('2', '2'); GET DIAGNOSTICS n = ROW_COUNT; INSERT INTO s VALUES ('count', n::text); END $$;
DO $$ DECLARE a text[] := '{}'; r record; BEGIN FOR r IN SELECT k FROM s WHERE k IN ('1', '2') ORDER BY k LOOP a := array_append(a, r.k); a := a || r.k; END LOOP; INSERT INTO s VALUES ('append', array_to_string(a, ',')); FOR i IN array_lower(a, 1) .. array_upper(a, 1) LOOP INSERT INTO s VALUES ('i', a[i]); END LOOP; END $$;
DO $$ DECLARE i int; BEGIN FOR i IN REVERSE 6..1 BY 2 LOOP INSERT INTO s VALUES ('rev', i::text); END LOOP; INSERT INTO s VALUES ('outer', i::text); END $$;
DO $$ DECLARE a int; b int; BEGIN SELECT 1, 2, 3 INTO a, b; INSERT INTO s VALUES ('many', (a + b)::text); END $$;
DO $$ DECLARE x text; BEGIN x := (SELECT k FROM s WHERE k = 'using' LIMIT 1); x := x || count(*) FROM s WHERE false; INSERT INTO s VALUES ('from', x); END $$;
DO $$ DECLARE r record; BEGIN FOR r IN SELECT * FROM jsonb_array_elements('[1,2]') LOOP INSERT INTO s VALUES ('json', r.value::text); END LOOP; END $$;
DO $$ DECLARE d date := '2020-01-31'; i interval := '1 month'; BEGIN FOR k IN 0..2 LOOP INSERT INTO s VALUES ('date', to_char(d + k * i, 'YYYY_MM')); END LOOP; END $$;
