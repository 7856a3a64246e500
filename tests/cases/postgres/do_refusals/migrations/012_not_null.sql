DO $$ DECLARE x int NOT NULL := 1; BEGIN x := NULL; END $$;
