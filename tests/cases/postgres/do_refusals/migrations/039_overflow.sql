DO $$ DECLARE x int; BEGIN x := 2147483647 + 1; END $$;
