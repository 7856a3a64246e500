DO $$ DECLARE x int; BEGIN x := g FROM generate_series(1, 2) g; END $$;
