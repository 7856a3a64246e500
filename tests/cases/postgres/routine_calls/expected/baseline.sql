-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  8 migrations, from 001_calls.sql to 008_trigger_as_function.sql
-- Inputs:  SHA-256 e0c9e87ef11fcfa4b850d218c6a0965400b9f832a3f8d5348a8e5ef8ee0001a6
-- Exact:   yes; 7 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Sequences -------------------------------------------------------------------

-- Defaults are computed for each row.
CREATE SEQUENCE s;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION plus_one(x int)
    RETURNS int
    LANGUAGE plpgsql
AS $$ BEGIN RETURN x + 1; END $$;

CREATE FUNCTION note(x text)
    RETURNS void
    LANGUAGE plpgsql
AS $$ BEGIN INSERT INTO log (m) VALUES (x); END $$;

CREATE FUNCTION square(x int)
    RETURNS int
    LANGUAGE sql
AS $$ SELECT x * x $$;

CREATE FUNCTION noted(x text)
    RETURNS int
    LANGUAGE sql
AS $$ INSERT INTO log (m) VALUES ($1); SELECT 5; $$;

CREATE FUNCTION factorial(n int)
    RETURNS int
    LANGUAGE plpgsql
AS $$ BEGIN IF n <= 1 THEN RETURN 1; END IF; RETURN n * factorial(n - 1); END $$;

CREATE FUNCTION plus_three(a int, OUT b int)
    LANGUAGE plpgsql
AS $$ BEGIN b := a + 3; END $$;

CREATE FUNCTION sum_of(a int, b int DEFAULT 7)
    RETURNS int
    LANGUAGE sql
AS 'SELECT a + b';

CREATE FUNCTION make(n text)
    RETURNS void
    LANGUAGE plpgsql
AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I (id int PRIMARY KEY, n text DEFAULT %L)', n, 'given');
    EXECUTE format('CREATE INDEX ON %I (n)', n);
END $$;

CREATE FUNCTION next_name()
    RETURNS text
    LANGUAGE sql
AS $$ SELECT 'x' || nextval('s') $$;

-- Arguments of procedures.
CREATE PROCEDURE put(x int)
    LANGUAGE plpgsql
AS $$ BEGIN INSERT INTO t VALUES (x, 'put'); END $$;

CREATE PROCEDURE add(a int, INOUT b int)
    LANGUAGE plpgsql
AS $$ BEGIN b := a + b; END $$;

CREATE PROCEDURE two_rows()
    LANGUAGE sql
AS $$ INSERT INTO t VALUES (60, 'sql'); INSERT INTO t VALUES (61, 'sql'); $$;


-- Tables ----------------------------------------------------------------------

CREATE TABLE log (
    n serial PRIMARY KEY,
    m text
);

CREATE TABLE t (
    a int PRIMARY KEY,
    b text
);

CREATE TABLE made_1 (
    id int PRIMARY KEY,
    n  text DEFAULT 'given'
);
CREATE INDEX made_1_n_idx ON made_1 (n);

CREATE TABLE made_2 (
    id int PRIMARY KEY,
    n  text DEFAULT 'given'
);
CREATE INDEX made_2_n_idx ON made_2 (n);

CREATE TABLE d (
    a int,
    b text DEFAULT next_name(),
    c text NOT NULL DEFAULT 'y' || nextval('s'),
    e text NOT NULL DEFAULT next_name()
);


-- Data ------------------------------------------------------------------------

INSERT INTO log (n, m) VALUES
    (1, 'one'),
    (2, 'two'),
    (3, 'three'),
    (4, 'performed'),
    (5, 'z');

INSERT INTO t (a, b) VALUES
    (5, 'q'),
    (120, 'f'),
    (8, 'o'),
    (9007, 'd'),
    (9101, 'n'),
    (2, 'u'),
    (777, 'put'),
    (60, 'sql'),
    (61, 'sql'),
    (4, 'put');

INSERT INTO d (a, b, c, e) VALUES
    (1, 'x1', 'y2', 'x5'),
    (2, 'x7', 'y4', 'x6');

SELECT setval('s', 7);
SELECT setval('log_n_seq', 6);

RESET check_function_bodies;
