-- no-transaction
DELETE FROM t;
DO $$ BEGIN CALL pc(); END $$;
