DO $$ DECLARE x smallint; BEGIN x := 70000; END $$;
