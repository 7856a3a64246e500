-- Everything that can be made out of a text.
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['first', 'Second one'] LOOP
        EXECUTE format('CREATE TABLE %I (id int PRIMARY KEY, note text DEFAULT %L, CHECK (note <> %L))', name, 'it''s', '');
        EXECUTE format('CREATE INDEX ON %I (lower(note)) WHERE note IS NOT NULL', name);
        EXECUTE format('COMMENT ON TABLE %I IS %L', name, 'made for ' || name);
        EXECUTE format('CREATE VIEW %I AS SELECT id, note AS words FROM %I WHERE id > 0', name || '_view', name);
    END LOOP;
    EXECUTE 'CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN RETURN NEW; END $f$;
             CREATE TRIGGER touch BEFORE UPDATE ON first FOR EACH ROW WHEN (OLD.note IS DISTINCT FROM NEW.note) EXECUTE FUNCTION touch()';
END $$;

/* A block of its own statements. */
DO $block$
BEGIN
    CREATE TABLE child (id serial PRIMARY KEY, parent int NOT NULL REFERENCES first ON DELETE CASCADE);
    ALTER TABLE child ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON child USING (parent > 0 AND EXISTS (SELECT FROM first WHERE first.id = child.parent));
    CREATE INDEX IF NOT EXISTS child_parent ON child (parent);
    CREATE INDEX IF NOT EXISTS child_parent ON child (id);
    CREATE FUNCTION twice(i int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT i * 2';
    ALTER TABLE child ADD COLUMN doubled int GENERATED ALWAYS AS (twice(parent)) STORED;
    ALTER TABLE child RENAME TO children;
END $block$;

DO $$ BEGIN EXECUTE 'INSERT INTO first VALUES ($1, $2)' USING 4, 'four'; EXECUTE 'INSERT INTO children (parent) VALUES ($1)' USING 4; END $$;
DO $$ DECLARE x text; BEGIN EXECUTE 'SELECT note FROM first WHERE id = $1' INTO x USING 4; EXECUTE 'COMMENT ON COLUMN first.note IS ' || quote_literal(x); END $$;
