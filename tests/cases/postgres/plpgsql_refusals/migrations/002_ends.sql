-- Bodies that end too early.
CREATE FUNCTION ended_1(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin return 1 end$body$;
CREATE FUNCTION ended_2(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin perform 1 end$body$;
CREATE FUNCTION ended_3(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin execute 'x' end$body$;
CREATE FUNCTION ended_4(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin raise notice '%', 1 end$body$;
CREATE FUNCTION ended_5(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin if p$body$;
CREATE FUNCTION ended_6(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin select 1 end$body$;
CREATE FUNCTION ended_7(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin select 1$body$;
CREATE FUNCTION ended_8(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin p := (1$body$;
CREATE FUNCTION ended_9(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin while p$body$;
CREATE FUNCTION ended_10(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin for i in 1..p$body$;
CREATE FUNCTION ended_11(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin open c for select 1$body$;
CREATE FUNCTION ended_12(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$declare c refcursor; begin open c for select 1$body$;
CREATE FUNCTION ended_13(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$declare x int := 1$body$;
CREATE FUNCTION ended_14(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin call f(1$body$;
CREATE FUNCTION ended_15(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin perform 1$body$;
CREATE FUNCTION ended_16(p int, q text) RETURNS int LANGUAGE plpgsql AS $body$begin call f(1)$body$;
