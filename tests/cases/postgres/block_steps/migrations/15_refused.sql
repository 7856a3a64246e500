DO $$ BEGIN RAISE division_by_zero; END $$;
