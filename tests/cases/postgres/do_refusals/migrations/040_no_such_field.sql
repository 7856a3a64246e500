DO $$ DECLARE x t; BEGIN x.a := 1; x.c := 1; END $$;
