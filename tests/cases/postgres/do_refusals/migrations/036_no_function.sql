DO $$ BEGIN PERFORM nope(1); END $$;
