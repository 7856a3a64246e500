DO $$ DECLARE x smallint; BEGIN x := 40000; END $$;
