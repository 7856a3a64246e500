DO $$ DECLARE c refcursor; x int; BEGIN FETCH c INTO x; END $$;
