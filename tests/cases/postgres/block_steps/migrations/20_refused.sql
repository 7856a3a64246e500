DO $$ DECLARE x varchar(3); BEGIN x := 'abcd'; END $$;
