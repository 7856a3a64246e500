CREATE TABLE plain (id int PRIMARY KEY, note text);
CREATE TABLE watched (id int PRIMARY KEY, note text);
CREATE TABLE shrunk (id int PRIMARY KEY, gone text);
CREATE FUNCTION mark() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := 'seen'; RETURN NEW; END $$;
CREATE TRIGGER mark BEFORE INSERT ON watched FOR EACH ROW EXECUTE FUNCTION mark();
INSERT INTO plain VALUES (1, 'one');
