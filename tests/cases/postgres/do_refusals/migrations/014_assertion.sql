DO $$ BEGIN ASSERT false, 'no'; END $$;
