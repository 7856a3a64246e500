DO $$ DECLARE x int; BEGIN SELECT g INTO STRICT x FROM generate_series(1, 3) g; END $$;
