DO $$ DECLARE x int; BEGIN x := 1, 2; END $$;
