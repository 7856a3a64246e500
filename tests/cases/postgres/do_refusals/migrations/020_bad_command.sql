DO $$ BEGIN EXECUTE 'selec 1'; END $$;
