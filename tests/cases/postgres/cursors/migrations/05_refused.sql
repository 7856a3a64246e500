DO $$ DECLARE c refcursor := 'nowhere'; BEGIN CLOSE c; END $$;
