CREATE FUNCTION boom() RETURNS int LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log (m) VALUES ('gone'); RAISE EXCEPTION 'boom'; END $$;
INSERT INTO t VALUES (boom(), 'never');
