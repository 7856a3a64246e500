DO $$ DECLARE x int := 1 / 0; BEGIN END $$;
