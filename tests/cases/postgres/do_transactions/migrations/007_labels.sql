-- no-transaction
DO $$ BEGIN ALTER TYPE en ADD VALUE 'c'; END $$;
CREATE TABLE te (e en DEFAULT 'c');
DO $$ BEGIN CREATE TEMP TABLE tmp (a int) ON COMMIT DROP; INSERT INTO tmp VALUES (1); INSERT INTO t SELECT 90 + a, 'temporary' FROM tmp; END $$;
CREATE TABLE tmp (b int);
DO $$ BEGIN SET LOCAL search_path = other; END $$;
CREATE TABLE where_it_was (a int);
