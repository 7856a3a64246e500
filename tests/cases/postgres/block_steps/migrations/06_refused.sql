DO $$ BEGIN ASSERT 1 = 2, 'no ' || 3; END $$;
