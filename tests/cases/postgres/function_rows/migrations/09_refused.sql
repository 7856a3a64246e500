DO $$ BEGIN CALL doubled(4, 5); END $$;
