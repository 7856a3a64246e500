DO $$ BEGIN CALL add(1, 5); END $$;
