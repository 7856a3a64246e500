-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  7 migrations, from 01.sql to 07_refused.sql
-- Inputs:  SHA-256 2dfbb00d63905f02dd4c3eacb199c1fd16e6712338a80699f0c467660d57be22
-- Exact:   yes; 6 of the history fail, and have no effect here


-- Functions -------------------------------------------------------------------

CREATE FUNCTION opened(name text)
    RETURNS refcursor
    LANGUAGE plpgsql
AS $$ DECLARE c refcursor := name; BEGIN OPEN c FOR SELECT id FROM source ORDER BY id; RETURN c; END $$;

CREATE FUNCTION total(c refcursor)
    RETURNS int
    LANGUAGE plpgsql
AS $$
DECLARE x int; sum int := 0;
BEGIN
    LOOP FETCH c INTO x; EXIT WHEN x IS NULL; sum := sum + x; END LOOP;
    CLOSE c;
    RETURN sum;
END $$;


-- Tables ----------------------------------------------------------------------

-- Cursors of PL/pgSQL.
CREATE TABLE source (
    id int,
    n  text
);

CREATE TABLE seen (
    k text,
    a int,
    b text
);


-- Data ------------------------------------------------------------------------

INSERT INTO source (id, n) VALUES
    (1, 'a'),
    (2, 'b'),
    (3, 'c'),
    (4, 'd');

INSERT INTO seen (k, a, b) VALUES
    ('plain', 1, 'a'),
    ('plain', 2, 'b'),
    ('plain', 3, 'c'),
    ('plain', 4, 'd'),
    ('behind', NULL, NULL),
    ('above', 3, 'c!'),
    ('named', 4, 'd?'),
    ('none', NULL, 'false'),
    ('third', 2, 'b'),
    ('prior', 3, 'c'),
    ('last', 1, 'a'),
    ('first', 4, 'd'),
    ('absolute', 2, 'b'),
    ('relative', 3, 'c'),
    ('all', 2, 'true'),
    ('backward', 2, 'a'),
    ('back to the start', 3, NULL),
    ('free', 1, 'a'),
    ('dynamic', 1, 'b'),
    ('loop', 2, 'b+'),
    ('loop', 3, 'c+'),
    ('loop', 1, 'a'),
    ('loop', 2, 'b'),
    ('loop', 3, 'c'),
    ('loop', 4, 'd'),
    ('total', 10, 'mine'),
    ('after the exception', 3, NULL),
    ('closed', NULL, NULL);
