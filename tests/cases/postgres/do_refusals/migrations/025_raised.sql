DO $$ BEGIN RAISE EXCEPTION '% is not %', 1, 'two'; END $$;
