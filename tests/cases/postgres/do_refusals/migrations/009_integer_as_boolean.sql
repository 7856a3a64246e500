DO $$ DECLARE x bool; BEGIN x := 5; END $$;
