DO $$ BEGIN RAISE unique_violation USING MESSAGE = 'mine'; END $$;
