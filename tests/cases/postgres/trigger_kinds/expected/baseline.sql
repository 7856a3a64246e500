-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  5 migrations, from 01.sql to 05_rest.sql
-- Inputs:  SHA-256 791cd811cf7faa9934bacb08d5eb5e272c6d8607e46ea1b42f97796470b00df0
-- Exact:   yes; 3 of the history fail, and have no effect here


-- Functions -------------------------------------------------------------------

CREATE FUNCTION note()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO log (what, old, new) VALUES (concat_ws(' ', TG_NAME, TG_WHEN, TG_LEVEL, TG_OP, TG_RELNAME),
        CASE WHEN TG_LEVEL = 'ROW' AND TG_OP <> 'INSERT' THEN OLD.v END,
        CASE WHEN TG_LEVEL = 'ROW' AND TG_OP <> 'DELETE' THEN NEW.v END);
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION note_statement()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$ BEGIN INSERT INTO log (what) VALUES (concat_ws(' ', TG_NAME, TG_WHEN, TG_LEVEL, TG_OP, TG_RELNAME)); RETURN NULL; END $$;

CREATE FUNCTION count_changes()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$ BEGIN NEW.changed := OLD.changed + 1; RETURN NEW; END $$;

CREATE FUNCTION forbid()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$ BEGIN RAISE EXCEPTION 'not %', TG_TABLE_NAME; END $$;

CREATE FUNCTION note_new()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$ BEGIN INSERT INTO log (what, new) SELECT TG_OP || ' new', v FROM new_rows; RETURN NULL; END $$;

CREATE FUNCTION note_old()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$ BEGIN INSERT INTO log (what, old) SELECT TG_OP || ' ' || count(*), string_agg(k || v, ',' ORDER BY k) FROM old_rows; RETURN NULL; END $$;

CREATE FUNCTION note_both()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO log (what, old, new) SELECT 'both', o.v, n.v FROM old_rows o JOIN new_rows n USING (k) ORDER BY k;
    RETURN NULL;
END $$;


-- Tables ----------------------------------------------------------------------

-- Triggers beyond those of plain rows.
CREATE TABLE log (
    n    serial,
    what text,
    old  text,
    new  text
);

-- ON CONFLICT DO UPDATE.
CREATE TABLE target (
    k       int PRIMARY KEY,
    v       text,
    changed int NOT NULL DEFAULT 0
);

-- TRUNCATE.
CREATE TABLE emptied (
    v text
);

CREATE TABLE kept (
    v text
);

-- Transition tables.
CREATE TABLE counted (
    k int,
    v text
);

-- Partitioned tables.
CREATE TABLE parted (
    k  int,
    v  text,
    id serial
) PARTITION BY LIST (k);

CREATE TABLE part_one PARTITION OF parted FOR VALUES IN (1);

CREATE TABLE part_rest PARTITION OF parted DEFAULT;

-- A drawn value of an update.
CREATE TABLE tokens (
    k     int,
    token uuid
);


-- Data ------------------------------------------------------------------------

INSERT INTO log (n, what, old, new) VALUES
    (1, 'd_statement BEFORE STATEMENT INSERT target', NULL, NULL),
    (2, 'd_statement BEFORE STATEMENT UPDATE target', NULL, NULL),
    (3, 'a_before BEFORE ROW INSERT target', NULL, 'one'),
    (4, 'a_before BEFORE ROW INSERT target', NULL, 'two'),
    (5, 'c_after AFTER ROW INSERT target', NULL, 'one'),
    (6, 'c_after AFTER ROW INSERT target', NULL, 'two'),
    (7, 'e_statement AFTER STATEMENT UPDATE target', NULL, NULL),
    (8, 'e_statement AFTER STATEMENT INSERT target', NULL, NULL),
    (9, 'd_statement BEFORE STATEMENT INSERT target', NULL, NULL),
    (10, 'd_statement BEFORE STATEMENT UPDATE target', NULL, NULL),
    (11, 'a_before BEFORE ROW INSERT target', NULL, 'zwei'),
    (12, 'a_before BEFORE ROW UPDATE target', 'two', 'zwei'),
    (13, 'a_before BEFORE ROW INSERT target', NULL, 'drei'),
    (14, 'c_after AFTER ROW UPDATE target', 'two', 'zwei'),
    (15, 'c_after AFTER ROW INSERT target', NULL, 'drei'),
    (16, 'e_statement AFTER STATEMENT UPDATE target', NULL, NULL),
    (17, 'e_statement AFTER STATEMENT INSERT target', NULL, NULL),
    (18, 'd_statement BEFORE STATEMENT INSERT target', NULL, NULL),
    (19, 'd_statement BEFORE STATEMENT UPDATE target', NULL, NULL),
    (20, 'a_before BEFORE ROW INSERT target', NULL, 'uno'),
    (21, 'e_statement AFTER STATEMENT UPDATE target', NULL, NULL),
    (22, 'e_statement AFTER STATEMENT INSERT target', NULL, NULL),
    (23, 'd_statement BEFORE STATEMENT INSERT target', NULL, NULL),
    (24, 'a_before BEFORE ROW INSERT target', NULL, 'uno'),
    (25, 'e_statement AFTER STATEMENT INSERT target', NULL, NULL),
    (26, 'd_statement BEFORE STATEMENT INSERT target', NULL, NULL),
    (27, 'd_statement BEFORE STATEMENT UPDATE target', NULL, NULL),
    (28, 'a_before BEFORE ROW INSERT target', NULL, 'tre'),
    (29, 'a_before BEFORE ROW UPDATE target', 'drei', 'tre'),
    (30, 'a_before BEFORE ROW INSERT target', NULL, 'quattro'),
    (31, 'c_after AFTER ROW UPDATE target', 'drei', 'tre'),
    (32, 'c_after AFTER ROW INSERT target', NULL, 'quattro'),
    (33, 'e_statement AFTER STATEMENT UPDATE target', NULL, NULL),
    (34, 'e_statement AFTER STATEMENT INSERT target', NULL, NULL),
    (35, 'returned', NULL, '(3,tre,1)'),
    (36, 'returned', NULL, '(4,quattro,0)'),
    (37, 'before_empty BEFORE STATEMENT TRUNCATE emptied', NULL, NULL),
    (38, 'after_empty AFTER STATEMENT TRUNCATE emptied', NULL, NULL),
    (39, 'before_empty BEFORE STATEMENT TRUNCATE emptied', NULL, NULL),
    (40, 'after_empty AFTER STATEMENT TRUNCATE emptied', NULL, NULL),
    (41, 'INSERT new', NULL, 'a'),
    (42, 'INSERT new', NULL, 'b'),
    (43, 'INSERT new', NULL, 'c'),
    (44, 'both', 'a', 'a1'),
    (45, 'both', 'b', 'b2'),
    (46, 'DELETE 1', '3c', NULL),
    (47, 'DELETE 1', '3c', NULL),
    (48, 'rows_of_parts BEFORE ROW INSERT part_one', NULL, 'one'),
    (49, 'rows_of_parts BEFORE ROW INSERT part_rest', NULL, 'two'),
    (50, 'rows_of_parts BEFORE ROW INSERT part_one', NULL, 'eins'),
    (51, 'after_parts AFTER ROW INSERT part_one', NULL, 'one'),
    (52, 'own_of_one AFTER ROW INSERT part_one', NULL, 'one'),
    (53, 'after_parts AFTER ROW INSERT part_rest', NULL, 'two'),
    (54, 'after_parts AFTER ROW INSERT part_one', NULL, 'eins'),
    (55, 'own_of_one AFTER ROW INSERT part_one', NULL, 'eins'),
    (56, 'statement_of_parts AFTER STATEMENT INSERT parted', NULL, NULL),
    (57, 'rows_of_parts BEFORE ROW INSERT part_one', NULL, 'direct'),
    (58, 'after_parts AFTER ROW INSERT part_one', NULL, 'direct'),
    (59, 'own_of_one AFTER ROW INSERT part_one', NULL, 'direct'),
    (60, 'statement_of_one AFTER STATEMENT INSERT part_one', NULL, NULL),
    (61, 'rows_of_parts BEFORE ROW INSERT part_rest', NULL, 'returned'),
    (62, 'after_parts AFTER ROW INSERT part_rest', NULL, 'returned'),
    (63, 'statement_of_parts AFTER STATEMENT INSERT parted', NULL, NULL),
    (64, 'returned', NULL, '5returned');

INSERT INTO target (k, v, changed) VALUES
    (1, 'one', 0),
    (2, 'zwei', 1),
    (3, 'tre', 1),
    (4, 'quattro', 0);

INSERT INTO counted (k, v) VALUES
    (1, 'a1'),
    (2, 'b2');

INSERT INTO part_one (k, v, id) VALUES
    (1, 'one', 1),
    (1, 'eins', 3),
    (1, 'direct', 4);

INSERT INTO part_rest (k, v, id) VALUES
    (2, 'two', 2),
    (3, 'returned', 5);

INSERT INTO tokens (k, token) VALUES
    (1, gen_random_uuid()),
    (2, gen_random_uuid());

SELECT setval('log_n_seq', 68);
SELECT setval('parted_id_seq', 5);


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER b_count
    BEFORE UPDATE ON target
    FOR EACH ROW
    EXECUTE FUNCTION count_changes();

CREATE TRIGGER c_after
    AFTER INSERT OR UPDATE ON target
    FOR EACH ROW
    EXECUTE FUNCTION note();

CREATE TRIGGER f_of
    AFTER UPDATE OF k ON target
    FOR EACH ROW
    EXECUTE FUNCTION note();

CREATE TRIGGER before_empty
    BEFORE TRUNCATE ON emptied
    FOR EACH STATEMENT
    EXECUTE FUNCTION note_statement();

CREATE TRIGGER after_empty
    AFTER TRUNCATE ON emptied
    FOR EACH STATEMENT
    EXECUTE FUNCTION note_statement();

CREATE TRIGGER keep
    BEFORE TRUNCATE ON kept
    FOR EACH STATEMENT
    EXECUTE FUNCTION forbid();

CREATE TRIGGER new_ones
    AFTER INSERT ON counted
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT
    EXECUTE FUNCTION note_new();

CREATE TRIGGER old_ones
    AFTER DELETE ON counted
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT
    EXECUTE FUNCTION note_old();

CREATE TRIGGER both_of_them
    AFTER UPDATE ON counted
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT
    EXECUTE FUNCTION note_both();

CREATE TRIGGER of_row
    AFTER DELETE ON counted
    REFERENCING OLD TABLE AS old_rows
    FOR EACH ROW
    EXECUTE FUNCTION note_old();

CREATE TRIGGER rows_of_parts
    BEFORE INSERT ON parted
    FOR EACH ROW
    EXECUTE FUNCTION note();

CREATE TRIGGER after_parts
    AFTER INSERT ON parted
    FOR EACH ROW
    EXECUTE FUNCTION note();

CREATE TRIGGER own_of_one
    AFTER INSERT ON part_one
    FOR EACH ROW
    EXECUTE FUNCTION note();

CREATE TRIGGER statement_of_parts
    AFTER INSERT ON parted
    FOR EACH STATEMENT
    EXECUTE FUNCTION note_statement();

CREATE TRIGGER statement_of_one
    AFTER INSERT ON part_one
    FOR EACH STATEMENT
    EXECUTE FUNCTION note_statement();
