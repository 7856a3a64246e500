DO $$ DECLARE x int; BEGIN x := true; END $$;
