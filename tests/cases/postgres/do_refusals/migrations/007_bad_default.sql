DO $$ DECLARE x int := 'abc'; BEGIN END $$;
