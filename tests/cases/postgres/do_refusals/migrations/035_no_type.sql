DO $$ DECLARE x nope; BEGIN END $$;
