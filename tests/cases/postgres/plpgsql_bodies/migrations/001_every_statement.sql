-- Every statement of the language, as the server takes it.
CREATE TABLE t (id int, name text);
CREATE FUNCTION every_statement(a int, VARIADIC b int[]) RETURNS SETOF t LANGUAGE plpgsql AS $$
#variable_conflict use_column
<<outer_block>>
DECLARE
  k CONSTANT text COLLATE "C" NOT NULL := 'x';
  r t%ROWTYPE; v t.name%TYPE; arr int[] DEFAULT '{}'; rec record; n numeric(10, 2) = 1; other ALIAS FOR $1;
  c CURSOR (k int, l text) FOR SELECT * FROM t WHERE id = k; d refcursor; e NO SCROLL CURSOR IS SELECT 1;
BEGIN
  arr[1] := 2; r.name = 3; $1 := 4; outer_block.n := a * 2; every_statement.a := 1;
  IF a > 1 THEN NULL; ELSIF a = 2 THEN NULL; ELSEIF NOT found THEN NULL; ELSE NULL; END IF;
  CASE a WHEN 1, 2 THEN NULL; ELSE NULL; END CASE;
  CASE WHEN a > 1 THEN NULL; END CASE;
  <<inner_loop>> LOOP EXIT inner_loop WHEN a > 1; CONTINUE; END LOOP inner_loop;
  WHILE a < 10 LOOP a := a + 1; END LOOP;
  FOR i IN REVERSE 10..1 BY 2 LOOP CONTINUE WHEN i = 3; END LOOP;
  FOR r IN SELECT * FROM t LOOP RETURN NEXT r; END LOOP;
  FOR a, v IN EXECUTE 'SELECT $1, $2' USING 1, 'x' LOOP NULL; END LOOP;
  FOR r IN c(l := 'x', k := 1) LOOP NULL; END LOOP;
  FOREACH a SLICE 0 IN ARRAY arr LOOP NULL; END LOOP;
  PERFORM id FROM t; PERFORM; PERFORM 1 UNION SELECT 2;
  EXECUTE format('SELECT %s', 1) INTO STRICT a USING 1, 2;
  EXECUTE 'x' USING 1 INTO a;
  SELECT 1, name INTO a, v FROM t; INSERT INTO t VALUES (1, 'x') RETURNING id INTO a; UPDATE t SET id = 1 RETURNING * INTO rec;
  WITH w AS (SELECT 1 AS one) SELECT one FROM w INTO a;
  DELETE FROM t; CREATE TEMP TABLE x (a int); DROP TABLE x; TRUNCATE t;
  CREATE FUNCTION nested() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END;
  RAISE NOTICE 'a % b %%', 1 USING HINT = 'x', ERRCODE = '23505';
  RAISE unique_violation USING MESSAGE = 'a'; RAISE SQLSTATE '23505'; RAISE EXCEPTION 'a'; RAISE;
  ASSERT a > 1, 'no'; GET DIAGNOSTICS a = ROW_COUNT, v := PG_CONTEXT;
  OPEN c(1, 'x'); OPEN d FOR SELECT 1; OPEN d SCROLL FOR EXECUTE 'x' USING 1; FETCH NEXT FROM c INTO rec; FETCH d INTO a, v;
  MOVE FORWARD 2 FROM d; MOVE LAST IN d; FETCH ABSOLUTE a FROM d INTO a; CLOSE d;
  RETURN QUERY SELECT * FROM t; RETURN QUERY EXECUTE 'SELECT 1' USING 1; CALL p(1); COMMIT; ROLLBACK AND NO CHAIN;
  BEGIN
    a := 1 / 0;
  EXCEPTION WHEN division_by_zero OR SQLSTATE '22012' THEN
    GET STACKED DIAGNOSTICS v = MESSAGE_TEXT; RAISE NOTICE '% %', sqlstate, sqlerrm;
  WHEN OTHERS THEN NULL;
  END;
  RETURN;
END outer_block;
$$;
