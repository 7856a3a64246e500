DO $$ DECLARE c refcursor := 'twice'; BEGIN OPEN c FOR SELECT 1; OPEN c FOR SELECT 1; END $$;
