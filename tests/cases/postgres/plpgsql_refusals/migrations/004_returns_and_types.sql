-- What a body may return, and the types of the history.
CREATE FUNCTION returns_1() RETURNS void LANGUAGE plpgsql AS $$BEGIN RETURN 1; END$$;
CREATE FUNCTION returns_2() RETURNS SETOF int LANGUAGE plpgsql AS $$BEGIN RETURN 1; END$$;
CREATE FUNCTION returns_3() RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN NEXT 1; END$$;
CREATE FUNCTION returns_4() RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN QUERY SELECT 1; END$$;
CREATE FUNCTION returns_5(OUT a int) LANGUAGE plpgsql AS $$BEGIN RETURN a; END$$;
CREATE FUNCTION returns_6(OUT a int) RETURNS SETOF int LANGUAGE plpgsql AS $$BEGIN RETURN NEXT a; END$$;
CREATE PROCEDURE returns_7() LANGUAGE plpgsql AS $$BEGIN RETURN 1; END$$;
CREATE FUNCTION returns_8() RETURNS TABLE (a int) LANGUAGE plpgsql AS $$BEGIN a := 1; RETURN NEXT; RETURN QUERY EXECUTE 'SELECT $1' USING 1; RETURN; END$$;
CREATE FUNCTION returns_9() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.a := TG_OP; tg_op := 'x'; RETURN NEW; END$$;
CREATE FUNCTION returns_10() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RAISE NOTICE '%', tg_tag; new := NULL; END$$;
DO $$BEGIN RETURN 1; END$$;
DO 'BEGIN it''s := 1; END';
DO E'BEGIN\n  PERFORM \'a\' b c; END';
DO $$BEGIN x := 1; END$$;
DO LANGUAGE sql 'SELECT 1';
SET check_function_bodies = off;
CREATE FUNCTION unchecked() RETURNS int LANGUAGE plpgsql AS $$BEGIN nosuch; END$$;
RESET check_function_bodies;
CREATE TABLE items (id int, title text);
CREATE FUNCTION typed(r items) RETURNS items LANGUAGE plpgsql AS $$
DECLARE a items; k2 int; b items%ROWTYPE; c items.title%TYPE; d k2%TYPE; e items[]; k CONSTANT items.id%TYPE := 1;
BEGIN
  r.title := c; a.id = k; SELECT * INTO b FROM nosuch; SELECT 1 INTO STRICT a.id; SELECT 1, 'x' INTO b.id, b.title;
  e[1] := r; RETURN a;
END$$;
CREATE FUNCTION typed_2(r items) RETURNS void LANGUAGE plpgsql AS $$BEGIN SELECT 1, 2 INTO r, found; END$$;
CREATE FUNCTION typed_3(r items) RETURNS void LANGUAGE plpgsql AS $$BEGIN SELECT 1, 2 INTO found, r; END$$;
CREATE FUNCTION typed_4(r items) RETURNS void LANGUAGE plpgsql AS $$DECLARE x items.nosuch%TYPE; BEGIN END$$;
CREATE FUNCTION typed_5(r items) RETURNS void LANGUAGE plpgsql AS $$DECLARE x nosuch.items%ROWTYPE; BEGIN END$$;
CREATE FUNCTION typed_6() RETURNS void LANGUAGE plpgsql SET search_path = nosuch AS $$DECLARE x items; BEGIN END$$;
