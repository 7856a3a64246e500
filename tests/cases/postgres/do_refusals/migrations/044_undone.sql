DO $$ BEGIN CREATE TABLE gone (a int); INSERT INTO log (m) VALUES ('gone'); PERFORM 1 / 0; END $$;
