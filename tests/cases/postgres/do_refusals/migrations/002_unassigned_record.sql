DO $$ DECLARE r record; BEGIN RAISE NOTICE '%', r.a; END $$;
