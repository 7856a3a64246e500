CREATE TABLE log (n serial PRIMARY KEY, m text);
CREATE TABLE t (a int PRIMARY KEY, b text);

CREATE FUNCTION plus_one(x int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN x + 1; END $$;
CREATE FUNCTION note(x text) RETURNS void LANGUAGE plpgsql AS $$ BEGIN INSERT INTO log (m) VALUES (x); END $$;
CREATE FUNCTION square(x int) RETURNS int LANGUAGE sql AS $$ SELECT x * x $$;
CREATE FUNCTION noted(x text) RETURNS int LANGUAGE sql AS $$ INSERT INTO log (m) VALUES ($1); SELECT 5; $$;
CREATE FUNCTION factorial(n int) RETURNS int LANGUAGE plpgsql AS
    $$ BEGIN IF n <= 1 THEN RETURN 1; END IF; RETURN n * factorial(n - 1); END $$;
CREATE FUNCTION plus_three(a int, OUT b int) LANGUAGE plpgsql AS $$ BEGIN b := a + 3; END $$;
CREATE FUNCTION sum_of(a int, b int DEFAULT 7) RETURNS int LANGUAGE sql AS 'SELECT a + b';
CREATE FUNCTION make(n text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I (id int PRIMARY KEY, n text DEFAULT %L)', n, 'given');
    EXECUTE format('CREATE INDEX ON %I (n)', n);
END $$;

SELECT note('one');
SELECT note('two'), note('three');
DO $$ BEGIN PERFORM note('performed'); PERFORM square(3); END $$;
INSERT INTO t VALUES (plus_one(1), 'x'), (square(5), 'y');
INSERT INTO t SELECT noted('z'), 'q';
INSERT INTO t VALUES (factorial(5), 'f'), (plus_three(5), 'o'), (sum_of(9000), 'd'), (sum_of(b => 1, a => 9100), 'n');
UPDATE t SET b = 'u' WHERE a = plus_one(1);
DELETE FROM t WHERE a = square(5);
SELECT make('made_' || i) FROM generate_series(1, 2) i;

-- Defaults are computed for each row.
CREATE SEQUENCE s;
CREATE FUNCTION next_name() RETURNS text LANGUAGE sql AS $$ SELECT 'x' || nextval('s') $$;
CREATE TABLE d (a int, b text DEFAULT next_name(), c text NOT NULL DEFAULT 'y' || nextval('s'));
INSERT INTO d (a) VALUES (1), (2);
ALTER TABLE d ADD e text NOT NULL DEFAULT next_name();
UPDATE d SET b = DEFAULT WHERE a = 2;

-- Arguments of procedures.
CREATE PROCEDURE put(x int) LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (x, 'put'); END $$;
CREATE PROCEDURE add(a int, INOUT b int) LANGUAGE plpgsql AS $$ BEGIN b := a + b; END $$;
CREATE PROCEDURE two_rows() LANGUAGE sql AS $$ INSERT INTO t VALUES (60, 'sql'); INSERT INTO t VALUES (61, 'sql'); $$;
CALL put(777);
CALL add(1, 2);
CALL two_rows();
DO $$ DECLARE x int := 3; BEGIN CALL add(1, x); CALL put(x); END $$;
