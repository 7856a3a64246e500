CREATE TYPE mood AS ENUM ('calm', 'wild');
CREATE TABLE book (id int PRIMARY KEY, number serial, title text NOT NULL, mood mood DEFAULT 'calm');
INSERT INTO book (id, title) VALUES (1, 'Ants'), (2, 'Bees');
CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.title := upper(NEW.title); RETURN NEW; END $$;
CREATE TRIGGER shouting BEFORE INSERT ON book FOR EACH ROW EXECUTE FUNCTION shout();
INSERT INTO book (id, title) VALUES (3, 'Crows') ON CONFLICT DO NOTHING;
