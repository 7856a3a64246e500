DO $$ DECLARE x int NOT NULL := 5; BEGIN x := NULL; END $$;
