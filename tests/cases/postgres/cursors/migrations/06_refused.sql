DO $$ DECLARE c refcursor; BEGIN OPEN c FOR SELECT nothing FROM source; END $$;
