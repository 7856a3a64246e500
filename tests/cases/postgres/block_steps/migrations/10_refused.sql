DO $$ DECLARE x CONSTANT int := 5; BEGIN x := 6; END $$;
