-- Loops whose rows come in no particular order, and whose effect is the same in any.
CREATE TABLE source (x int, n text);
INSERT INTO source VALUES (3, 'c'), (1, 'a'), (2, 'b');
CREATE TABLE apple (x int, n text);
CREATE TABLE berry (x int, n text);
CREATE TABLE cherry (x int, n text, CONSTRAINT one CHECK (n <> 'a'), CONSTRAINT two CHECK (n <> 'b'), CONSTRAINT three CHECK (n <> 'c'));

DO $$
DECLARE r record;
BEGIN
    FOR r IN SELECT tablename AS t FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^(apple|berry|cherry)$' LOOP
        EXECUTE format('ALTER TABLE %I ADD COLUMN z int DEFAULT 0', r.t);
        EXECUTE format('CREATE INDEX ON %I (z)', r.t);
    END LOOP;
    FOR r IN SELECT conname FROM pg_constraint WHERE conrelid = 'cherry'::regclass AND contype = 'c' LOOP
        EXECUTE format('ALTER TABLE cherry DROP CONSTRAINT %I', r.conname);
    END LOOP;
END $$;

-- Rows in a bag, numbers in a sum, the largest of all, the one that is looked for.
CREATE TABLE bag (id uuid DEFAULT gen_random_uuid(), m text);
DO $$
DECLARE r record; k int := 0; largest int := 0; second text;
BEGIN
    FOR r IN SELECT DISTINCT x, n FROM source LOOP
        INSERT INTO bag (m) VALUES (r.n);
        k := k + r.x;
        IF r.x > largest THEN largest := r.x; END IF;
    END LOOP;
    INSERT INTO bag (m) VALUES (k::text), (largest::text);
    FOR r IN SELECT DISTINCT x, n FROM source LOOP
        IF r.x = 2 THEN second := r.n; EXIT; END IF;
    END LOOP;
    INSERT INTO bag (m) VALUES (second);
END $$;

-- A plain scan comes in the order of the insertions.
CREATE TABLE log (id serial, m text);
DO $$ DECLARE r record; BEGIN FOR r IN SELECT n FROM source LOOP INSERT INTO log (m) VALUES (r.n); END LOOP; END $$;

-- Each of the failures is the same.
DO $$ DECLARE r record; BEGIN FOR r IN SELECT DISTINCT x FROM source LOOP IF r.x = 2 THEN RAISE EXCEPTION 'two'; END IF; INSERT INTO bag (m) VALUES ('x'); END LOOP; END $$;
DO $$ DECLARE r record; BEGIN FOR r IN SELECT DISTINCT x FROM source LOOP PERFORM 1 / 0; END LOOP; END $$;
