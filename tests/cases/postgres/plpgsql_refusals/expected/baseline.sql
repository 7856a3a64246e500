-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  4 migrations, from 001_declarations.sql to 004_returns_and_types.sql
-- Inputs:  SHA-256 ae036d5ab12a614d7c758c02c1f7a9e78876db279eaeb831b154a66e34d55276
-- Exact:   yes; 171 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION declared_7(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$declare x pg_class.relname%type; y p%type; z x%type; begin end$body$;

CREATE FUNCTION declared_25(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$declare x record not null := row(1); begin end$body$;

CREATE FUNCTION declared_26(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$declare x varchar(5)[3]; y numeric(10,2) array; z int[] not null := '{}'; begin end$body$;

CREATE FUNCTION declared_39(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$begin p[1] := 1; end$body$;

CREATE FUNCTION declared_48(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$begin select 1 frm into p; end$body$;

CREATE FUNCTION declared_51(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$begin p := ; end$body$;

CREATE FUNCTION declared_60(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$begin perform; end$body$;

CREATE FUNCTION said_11(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$declare c cursor for delete from t; begin end$body$;

CREATE FUNCTION said_18(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$declare c refcursor; begin move forward 3 from c; move c; fetch prior from c into p, q; end$body$;

CREATE FUNCTION said_28(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$begin for i in 1..2 loop i := 3; end loop; end$body$;

CREATE FUNCTION said_32(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$begin for p in select 1 loop null; end loop; end$body$;

CREATE FUNCTION said_33(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$begin for p, q in select 1, 2 loop null; end loop; end$body$;

CREATE FUNCTION said_36(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$declare r record; begin for r in execute 'x' loop null; end loop; end$body$;

CREATE FUNCTION said_39(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$declare r record; begin for r.x in execute 'x' loop null; end loop; end$body$;

CREATE FUNCTION said_40(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$declare c cursor for select 1; begin for r in c loop null; end loop; end$body$;

CREATE FUNCTION said_48(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$begin foreach p in array p loop null; end loop; end$body$;

CREATE FUNCTION said_51(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$declare r record; begin foreach r in array p loop null; end loop; end$body$;

CREATE FUNCTION said_55(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$begin <<l>> loop exit l; end loop l; end$body$;

CREATE FUNCTION said_71(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$declare x constant int; begin end$body$;

CREATE FUNCTION said_79(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$begin null; exception when others or unique_violation then null; when division_by_zero then null; end$body$;

CREATE FUNCTION said_95(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$begin raise using message = 'x', hint = 'y'; end$body$;

CREATE FUNCTION said_96(p int, q text)
    RETURNS int
    LANGUAGE plpgsql
AS $body$begin raise exception unique_violation using message = 'x'; end$body$;

CREATE FUNCTION returns_8()
    RETURNS TABLE (a int)
    LANGUAGE plpgsql
AS $$BEGIN a := 1; RETURN NEXT; RETURN QUERY EXECUTE 'SELECT $1' USING 1; RETURN; END$$;

CREATE FUNCTION returns_9()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$BEGIN NEW.a := TG_OP; tg_op := 'x'; RETURN NEW; END$$;

CREATE FUNCTION unchecked()
    RETURNS int
    LANGUAGE plpgsql
AS $$BEGIN nosuch; END$$;


-- Tables ----------------------------------------------------------------------

CREATE TABLE items (
    id    int,
    title text
);

CREATE FUNCTION typed(r items)
    RETURNS items
    LANGUAGE plpgsql
AS $$
DECLARE a items; k2 int; b items%ROWTYPE; c items.title%TYPE; d k2%TYPE; e items[]; k CONSTANT items.id%TYPE := 1;
BEGIN
  r.title := c; a.id = k; SELECT * INTO b FROM nosuch; SELECT 1 INTO STRICT a.id; SELECT 1, 'x' INTO b.id, b.title;
  e[1] := r; RETURN a;
END$$;

RESET check_function_bodies;
