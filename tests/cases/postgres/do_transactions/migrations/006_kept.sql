-- no-transaction
DO $$ BEGIN INSERT INTO t VALUES (80, 'kept'); COMMIT; INSERT INTO t VALUES (81, 'lost'); PERFORM 1 / 0; END $$;
