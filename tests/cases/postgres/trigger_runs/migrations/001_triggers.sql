CREATE TABLE tt (a int PRIMARY KEY, b text, c int GENERATED ALWAYS AS (a * 2) STORED);
CREATE TABLE log (n serial PRIMARY KEY, m text);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO log (m) VALUES (tg_name || ',' || tg_when || ',' || tg_level || ',' || tg_op || ',' || tg_table_schema || '.' || tg_table_name || ',' || tg_nargs);
    RETURN NEW;
END $$;
CREATE TRIGGER t1 BEFORE INSERT OR UPDATE ON tt FOR EACH ROW EXECUTE FUNCTION note('x');
CREATE TRIGGER t2 AFTER INSERT OR UPDATE OR DELETE ON tt FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER s1 BEFORE INSERT ON tt FOR EACH STATEMENT EXECUTE FUNCTION note();
CREATE TRIGGER s2 AFTER INSERT ON tt FOR EACH STATEMENT EXECUTE FUNCTION note();
INSERT INTO tt VALUES (1, 'a'), (2, 'b');
INSERT INTO tt SELECT 1, 'x' WHERE false;

-- Triggers that stop a row, and those that change it.
CREATE FUNCTION stop() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE TRIGGER t3 BEFORE INSERT ON tt FOR EACH ROW EXECUTE FUNCTION stop();
INSERT INTO tt VALUES (23, 'c');
DROP TRIGGER t3 ON tt;
CREATE TRIGGER t3 BEFORE DELETE ON tt FOR EACH ROW EXECUTE FUNCTION note();
DELETE FROM tt;
DROP TRIGGER t3 ON tt;
CREATE FUNCTION upper_b() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.b := upper(NEW.b) || '!';
    IF TG_OP = 'UPDATE' AND OLD.b = 'SIX!' THEN NEW.a := OLD.a + 100; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER t4 BEFORE INSERT OR UPDATE ON tt FOR EACH ROW WHEN (NEW.a > 5) EXECUTE FUNCTION upper_b();
INSERT INTO tt VALUES (6, 'six'), (4, 'four');
UPDATE tt SET b = 'q' WHERE a = 6;
UPDATE tt SET b = 'q2' WHERE a = 4;
DO $$ DECLARE v text; BEGIN INSERT INTO tt VALUES (7, 'seven') RETURNING b INTO v; INSERT INTO log (m) VALUES (v); END $$;
DELETE FROM tt WHERE a = 4;

-- Triggers that change other tables, and their own.
CREATE TABLE parents (id int PRIMARY KEY);
CREATE TABLE children (id int PRIMARY KEY, parent int REFERENCES parents ON DELETE CASCADE, seen int DEFAULT 0);
CREATE FUNCTION follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE children SET seen = seen + 1 WHERE id = NEW.id;
        RETURN NEW;
    ELSE
        DELETE FROM parents WHERE id = OLD.parent;
        RETURN OLD;
    END IF;
END $$;
CREATE TRIGGER c1 AFTER INSERT OR DELETE ON children FOR EACH ROW EXECUTE FUNCTION follow();
INSERT INTO parents VALUES (1), (2);
INSERT INTO children VALUES (1, 1), (2, 2);
DELETE FROM children WHERE id = 1;

CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.id < 0 THEN RAISE EXCEPTION 'negative %', NEW.id USING ERRCODE = 'check_violation'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER g BEFORE INSERT ON parents FOR EACH ROW EXECUTE FUNCTION guard();
INSERT INTO parents VALUES (9);
INSERT INTO parents VALUES (9) ON CONFLICT DO NOTHING;
