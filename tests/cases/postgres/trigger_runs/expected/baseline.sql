-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  4 migrations, from 001_triggers.sql to 004_no_return.sql
-- Inputs:  SHA-256 c40383f3b9c51d315704dc709b529a5da1203eb59112727991724b0aa0c89df8
-- Exact:   yes; 2 of the history fail, and have no effect here


-- Functions -------------------------------------------------------------------

CREATE FUNCTION note()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO log (m) VALUES (tg_name || ',' || tg_when || ',' || tg_level || ',' || tg_op || ',' || tg_table_schema || '.' || tg_table_name || ',' || tg_nargs);
    RETURN NEW;
END $$;

-- Triggers that stop a row, and those that change it.
CREATE FUNCTION stop()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$ BEGIN RETURN NULL; END $$;

CREATE FUNCTION upper_b()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    NEW.b := upper(NEW.b) || '!';
    IF TG_OP = 'UPDATE' AND OLD.b = 'SIX!' THEN NEW.a := OLD.a + 100; END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION follow()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        UPDATE children SET seen = seen + 1 WHERE id = NEW.id;
        RETURN NEW;
    ELSE
        DELETE FROM parents WHERE id = OLD.parent;
        RETURN OLD;
    END IF;
END $$;

CREATE FUNCTION guard()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    IF NEW.id < 0 THEN RAISE EXCEPTION 'negative %', NEW.id USING ERRCODE = 'check_violation'; END IF;
    RETURN NEW;
END $$;


-- Tables ----------------------------------------------------------------------

CREATE TABLE tt (
    a int PRIMARY KEY,
    b text,
    c int GENERATED ALWAYS AS (a * 2) STORED
);

CREATE TABLE log (
    n serial PRIMARY KEY,
    m text
);

-- Triggers that change other tables, and their own.
CREATE TABLE parents (
    id int PRIMARY KEY
);

CREATE TABLE children (
    id     int PRIMARY KEY,
    parent int REFERENCES parents (id) ON DELETE CASCADE,
    seen   int DEFAULT 0
);


-- Data ------------------------------------------------------------------------

INSERT INTO tt (a, b) VALUES
    (1, 'a'),
    (2, 'b'),
    (106, 'Q!'),
    (7, 'SEVEN!');

INSERT INTO log (n, m) VALUES
    (1, 's1,BEFORE,STATEMENT,INSERT,public.tt,0'),
    (2, 't1,BEFORE,ROW,INSERT,public.tt,1'),
    (3, 't1,BEFORE,ROW,INSERT,public.tt,1'),
    (4, 't2,AFTER,ROW,INSERT,public.tt,0'),
    (5, 't2,AFTER,ROW,INSERT,public.tt,0'),
    (6, 's2,AFTER,STATEMENT,INSERT,public.tt,0'),
    (7, 's1,BEFORE,STATEMENT,INSERT,public.tt,0'),
    (8, 's2,AFTER,STATEMENT,INSERT,public.tt,0'),
    (9, 's1,BEFORE,STATEMENT,INSERT,public.tt,0'),
    (10, 't1,BEFORE,ROW,INSERT,public.tt,1'),
    (11, 's2,AFTER,STATEMENT,INSERT,public.tt,0'),
    (12, 't3,BEFORE,ROW,DELETE,public.tt,0'),
    (13, 't3,BEFORE,ROW,DELETE,public.tt,0'),
    (14, 's1,BEFORE,STATEMENT,INSERT,public.tt,0'),
    (15, 't1,BEFORE,ROW,INSERT,public.tt,1'),
    (16, 't1,BEFORE,ROW,INSERT,public.tt,1'),
    (17, 't2,AFTER,ROW,INSERT,public.tt,0'),
    (18, 't2,AFTER,ROW,INSERT,public.tt,0'),
    (19, 's2,AFTER,STATEMENT,INSERT,public.tt,0'),
    (20, 't1,BEFORE,ROW,UPDATE,public.tt,1'),
    (21, 't2,AFTER,ROW,UPDATE,public.tt,0'),
    (22, 't1,BEFORE,ROW,UPDATE,public.tt,1'),
    (23, 't2,AFTER,ROW,UPDATE,public.tt,0'),
    (24, 's1,BEFORE,STATEMENT,INSERT,public.tt,0'),
    (25, 't1,BEFORE,ROW,INSERT,public.tt,1'),
    (26, 't2,AFTER,ROW,INSERT,public.tt,0'),
    (27, 's2,AFTER,STATEMENT,INSERT,public.tt,0'),
    (28, 'SEVEN!'),
    (29, 't2,AFTER,ROW,DELETE,public.tt,0');

INSERT INTO parents (id) VALUES
    (2),
    (9),
    (-5);

INSERT INTO children (id, parent, seen) VALUES
    (2, 2, 1);

SELECT setval('log_n_seq', 29);


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER t1
    BEFORE INSERT OR UPDATE ON tt
    FOR EACH ROW
    EXECUTE FUNCTION note('x');

CREATE TRIGGER t2
    AFTER INSERT OR DELETE OR UPDATE ON tt
    FOR EACH ROW
    EXECUTE FUNCTION note();

CREATE TRIGGER s1
    BEFORE INSERT ON tt
    FOR EACH STATEMENT
    EXECUTE FUNCTION note();

CREATE TRIGGER s2
    AFTER INSERT ON tt
    FOR EACH STATEMENT
    EXECUTE FUNCTION note();

CREATE TRIGGER t4
    BEFORE INSERT OR UPDATE ON tt
    FOR EACH ROW WHEN (NEW.a > 5)
    EXECUTE FUNCTION upper_b();

CREATE TRIGGER c1
    AFTER INSERT OR DELETE ON children
    FOR EACH ROW
    EXECUTE FUNCTION follow();

CREATE TRIGGER g
    BEFORE INSERT ON parents
    FOR EACH ROW
    EXECUTE FUNCTION guard();
ALTER TABLE parents DISABLE TRIGGER g;
