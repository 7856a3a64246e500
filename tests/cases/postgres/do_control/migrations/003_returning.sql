-- What a text returns.
DO $$ DECLARE x text; BEGIN EXECUTE 'INSERT INTO log (m) VALUES (''by text'') RETURNING m' INTO x; INSERT INTO log (m) VALUES (x || '!'); END $$;
DO $$ DECLARE x int; BEGIN EXECUTE 'UPDATE t SET b = ''q'' WHERE a = $1 RETURNING a' INTO x USING 5; INSERT INTO log (m) VALUES (coalesce(x, 0)::text); END $$;
DO $$ DECLARE x int; BEGIN EXECUTE 'DELETE FROM t WHERE a > 5 RETURNING a' INTO x; INSERT INTO log (m) VALUES ((x IS NULL)::text); END $$;
