-- What a handler catches, and what is undone first.
DO $$
BEGIN
    BEGIN
        INSERT INTO t VALUES (1, 'a');
        INSERT INTO t VALUES (1, 'b');
    EXCEPTION WHEN unique_violation THEN
        INSERT INTO log (m) VALUES (sqlstate || ' ' || sqlerrm);
    END;
    BEGIN
        CREATE TABLE gone (a int);
        RAISE EXCEPTION 'code %', 7 USING ERRCODE = 'UE007';
    EXCEPTION WHEN integrity_constraint_violation OR SQLSTATE 'UE007' THEN
        INSERT INTO log (m) VALUES (sqlerrm);
    END;
    BEGIN
        INSERT INTO t VALUES (2, NULL);
    EXCEPTION WHEN integrity_constraint_violation THEN
        INSERT INTO log (m) VALUES ('class: ' || sqlstate);
    END;
    BEGIN
        PERFORM 1 / 0;
    EXCEPTION
        WHEN unique_violation THEN NULL;
        WHEN OTHERS THEN INSERT INTO log (m) VALUES ('others: ' || sqlerrm);
    END;
END $$;

-- Handlers that raise again, in a block that catches it.
DO $$
DECLARE code text; said text;
BEGIN
    BEGIN
        BEGIN
            ALTER TABLE t ADD COLUMN b int;
        EXCEPTION WHEN duplicate_column THEN
            INSERT INTO log (m) VALUES ('undone');
            RAISE;
        END;
    EXCEPTION WHEN OTHERS THEN
        GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, said = MESSAGE_TEXT;
        INSERT INTO log (m) VALUES (code || ': ' || said);
    END;
END $$;

-- A default that fails is not in the block's own reach; an assertion is not among the others.
DO $$
BEGIN
    DECLARE x int := 'y';
    BEGIN
        NULL;
    EXCEPTION WHEN OTHERS THEN INSERT INTO log (m) VALUES ('never');
    END;
EXCEPTION WHEN invalid_text_representation THEN INSERT INTO log (m) VALUES ('outside');
END $$;
DO $$
BEGIN
    BEGIN
        ASSERT 1 = 2, 'unequal';
    EXCEPTION WHEN OTHERS THEN INSERT INTO log (m) VALUES ('never');
    END;
EXCEPTION WHEN assert_failure THEN INSERT INTO log (m) VALUES (sqlerrm);
END $$;
