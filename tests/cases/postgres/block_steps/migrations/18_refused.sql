DO $$ DECLARE x int; BEGIN x := 'abc'; END $$;
