-- Triggers beyond those of plain rows.
CREATE TABLE log (n serial, what text, old text, new text);
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO log (what, old, new) VALUES (concat_ws(' ', TG_NAME, TG_WHEN, TG_LEVEL, TG_OP, TG_RELNAME),
        CASE WHEN TG_LEVEL = 'ROW' AND TG_OP <> 'INSERT' THEN OLD.v END,
        CASE WHEN TG_LEVEL = 'ROW' AND TG_OP <> 'DELETE' THEN NEW.v END);
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION note_statement() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO log (what) VALUES (concat_ws(' ', TG_NAME, TG_WHEN, TG_LEVEL, TG_OP, TG_RELNAME)); RETURN NULL; END $$;

-- ON CONFLICT DO UPDATE.
CREATE TABLE target (k int PRIMARY KEY, v text, changed int NOT NULL DEFAULT 0);
CREATE FUNCTION count_changes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.changed := OLD.changed + 1; RETURN NEW; END $$;
CREATE TRIGGER a_before BEFORE INSERT OR UPDATE ON target FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER b_count BEFORE UPDATE ON target FOR EACH ROW EXECUTE FUNCTION count_changes();
CREATE TRIGGER c_after AFTER INSERT OR UPDATE ON target FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER d_statement BEFORE INSERT OR UPDATE ON target EXECUTE FUNCTION note_statement();
CREATE TRIGGER e_statement AFTER INSERT OR UPDATE ON target EXECUTE FUNCTION note_statement();
CREATE TRIGGER f_of AFTER UPDATE OF k ON target FOR EACH ROW EXECUTE FUNCTION note();
INSERT INTO target VALUES (1, 'one'), (2, 'two') ON CONFLICT (k) DO UPDATE SET v = excluded.v;
INSERT INTO target VALUES (2, 'zwei'), (3, 'drei') ON CONFLICT (k) DO UPDATE SET v = excluded.v;
INSERT INTO target AS t VALUES (1, 'uno') ON CONFLICT (k) DO UPDATE SET v = excluded.v WHERE t.v <> 'one';
INSERT INTO target VALUES (1, 'uno') ON CONFLICT (k) DO NOTHING;
DO $$
DECLARE r record;
BEGIN
    FOR r IN INSERT INTO target VALUES (3, 'tre'), (4, 'quattro') ON CONFLICT (k) DO UPDATE SET v = excluded.v RETURNING * LOOP
        INSERT INTO log (what, new) VALUES ('returned', r::text);
    END LOOP;
END $$;

-- TRUNCATE.
CREATE TABLE emptied (v text);
INSERT INTO emptied VALUES ('x');
CREATE TRIGGER before_empty BEFORE TRUNCATE ON emptied EXECUTE FUNCTION note_statement();
CREATE TRIGGER after_empty AFTER TRUNCATE ON emptied EXECUTE FUNCTION note_statement();
TRUNCATE emptied;
TRUNCATE emptied;
CREATE FUNCTION forbid() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not %', TG_TABLE_NAME; END $$;
CREATE TABLE kept (v text);
CREATE TRIGGER keep BEFORE TRUNCATE ON kept EXECUTE FUNCTION forbid();

-- Transition tables.
CREATE TABLE counted (k int, v text);
CREATE FUNCTION note_new() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO log (what, new) SELECT TG_OP || ' new', v FROM new_rows; RETURN NULL; END $$;
CREATE FUNCTION note_old() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN INSERT INTO log (what, old) SELECT TG_OP || ' ' || count(*), string_agg(k || v, ',' ORDER BY k) FROM old_rows; RETURN NULL; END $$;
CREATE FUNCTION note_both() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO log (what, old, new) SELECT 'both', o.v, n.v FROM old_rows o JOIN new_rows n USING (k) ORDER BY k;
    RETURN NULL;
END $$;
CREATE TRIGGER new_ones AFTER INSERT ON counted REFERENCING NEW TABLE AS new_rows EXECUTE FUNCTION note_new();
CREATE TRIGGER old_ones AFTER DELETE ON counted REFERENCING OLD TABLE AS old_rows EXECUTE FUNCTION note_old();
CREATE TRIGGER both_of_them AFTER UPDATE ON counted REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows EXECUTE FUNCTION note_both();
CREATE TRIGGER of_row AFTER DELETE ON counted REFERENCING OLD TABLE AS old_rows FOR EACH ROW EXECUTE FUNCTION note_old();
INSERT INTO counted VALUES (1, 'a'), (2, 'b'), (3, 'c');
INSERT INTO counted SELECT 1, 'never' WHERE false;
UPDATE counted SET v = v || k WHERE k < 3;
DELETE FROM counted WHERE k = 3;

-- Partitioned tables.
CREATE TABLE parted (k int, v text, id serial) PARTITION BY LIST (k);
CREATE TABLE part_one PARTITION OF parted FOR VALUES IN (1);
CREATE TABLE part_rest PARTITION OF parted DEFAULT;
CREATE TRIGGER rows_of_parts BEFORE INSERT ON parted FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER after_parts AFTER INSERT ON parted FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER own_of_one AFTER INSERT ON part_one FOR EACH ROW EXECUTE FUNCTION note();
CREATE TRIGGER statement_of_parts AFTER INSERT ON parted EXECUTE FUNCTION note_statement();
CREATE TRIGGER statement_of_one AFTER INSERT ON part_one EXECUTE FUNCTION note_statement();
INSERT INTO parted (k, v) VALUES (1, 'one'), (2, 'two'), (1, 'eins');
INSERT INTO part_one (k, v) VALUES (1, 'direct');
DO $$
DECLARE r parted;
BEGIN
    INSERT INTO parted (k, v) VALUES (3, 'returned') RETURNING * INTO r;
    INSERT INTO log (what, new) VALUES ('returned', r.id || r.v);
END $$;

-- A drawn value of an update.
CREATE TABLE tokens (k int, token uuid);
INSERT INTO tokens VALUES (1), (2);
UPDATE tokens SET token = gen_random_uuid();
