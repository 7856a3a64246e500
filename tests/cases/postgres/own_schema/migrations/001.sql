-- A schema that is named as the role: bare names mean it, and no longer public.
CREATE TABLE early (id serial PRIMARY KEY, kind text);
CREATE SCHEMA postgres;
CREATE TABLE late (id integer REFERENCES early, u text);
CREATE TABLE public.also (id integer GENERATED ALWAYS AS IDENTITY REFERENCES early, m integer DEFAULT 1);
CREATE VIEW seen AS SELECT * FROM also JOIN late USING (id);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER t BEFORE INSERT ON early FOR EACH ROW EXECUTE FUNCTION touch();
CREATE TYPE mood AS ENUM ('sad');
ALTER TABLE also ADD k mood;
CREATE TYPE public.mood2 AS ENUM ('sad');
ALTER TABLE late ADD k mood2 DEFAULT 'sad';
INSERT INTO early (kind) VALUES ('a');
INSERT INTO late VALUES (1, 'x', 'sad');
