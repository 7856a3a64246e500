DO $$ DECLARE c refcursor := 'nowhere'; x int; BEGIN FETCH c INTO x; END $$;
