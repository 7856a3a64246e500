-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  3 migrations, from 001_types.sql to 003_changes.sql
-- Inputs:  SHA-256 ea677ee4e95e4b56eb61afab2516bda25a0f5ce722fe675b0169ba02a0b6121f
-- Exact:   yes, every statement of the history is accounted for

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Extensions ------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS pgcrypto;

CREATE EXTENSION IF NOT EXISTS hstore;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA app;
COMMENT ON SCHEMA app IS 'the app';

CREATE EXTENSION IF NOT EXISTS citext SCHEMA app;


-- Types -----------------------------------------------------------------------

CREATE TYPE feeling AS ENUM ('very sad', 'great', 'ok', 'it''s');
COMMENT ON TYPE feeling IS 'moods';

CREATE TYPE app.pair AS (a int, b text COLLATE "C");
COMMENT ON COLUMN app.pair.a IS 'attr';

CREATE TYPE frange AS RANGE (subtype = double precision, subtype_diff = float8mi);

CREATE DOMAIN posint AS int DEFAULT 1 NOT NULL
    CHECK (VALUE > 0)
    CONSTRAINT small CHECK (VALUE < 100);
COMMENT ON DOMAIN posint IS 'pos';

CREATE DOMAIN app.email AS app.citext
    CHECK (VALUE ~ '@');


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE id_numbers;


-- Functions -------------------------------------------------------------------

-- Makes ids
CREATE FUNCTION app.make_id()
    RETURNS text
    LANGUAGE sql
AS $$ SELECT 'x' || nextval('ids')::text $$;

CREATE FUNCTION is_fine(t text)
    RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS 'SELECT length($1) > 0';
COMMENT ON FUNCTION is_fine(text) IS 'ok?';

CREATE FUNCTION tab(a int DEFAULT 3, OUT b int, INOUT c text DEFAULT 'x')
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO public, pg_temp
    SET work_mem TO '64MB'
AS $body$
DECLARE u users%ROWTYPE; BEGIN b := 1; END $body$;

CREATE PROCEDURE proc(INOUT a int)
    LANGUAGE plpgsql
AS $$ BEGIN a := 1; END $$;

CREATE FUNCTION trg()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$ BEGIN RETURN NEW; END $$;

CREATE FUNCTION atomic(i int)
    RETURNS int
    LANGUAGE sql
RETURN i + 1;


-- Tables ----------------------------------------------------------------------

CREATE TABLE people (
    id    text CONSTRAINT users_pkey PRIMARY KEY DEFAULT app.make_id(),
    name  text CONSTRAINT users_name_check CHECK (is_fine(name)),
    m     feeling DEFAULT 'ok',
    ms    feeling[],
    p     app.pair,
    n     posint,
    mail  app.email,
    attrs hstore DEFAULT ''::hstore,
    uid   uuid DEFAULT gen_random_uuid()
);
CREATE INDEX users_attrs_idx ON people USING gin (attrs);

CREATE FUNCTION all_users(VARIADIC xs int[])
    RETURNS SETOF people
    LANGUAGE sql STABLE ROWS 10
AS $$ SELECT * FROM users $$;

CREATE FUNCTION rt(x int)
    RETURNS TABLE (y int, z people)
    LANGUAGE plpgsql COST 5
AS 'BEGIN RETURN; END';

CREATE TABLE posts (
    id      serial PRIMARY KEY,
    user_id text NOT NULL REFERENCES people (id),
    heading text,
    body    text,
    created date DEFAULT now(),
    extra   int
);
COMMENT ON TABLE posts IS 'the posts';
COMMENT ON COLUMN posts.heading IS 'it''s a title';
COMMENT ON CONSTRAINT posts_pkey ON posts IS 'pk';
COMMENT ON SEQUENCE posts_id_seq IS 'ser';

CREATE TABLE app.items (
    id    int PRIMARY KEY,
    kind  feeling DEFAULT 'ok',
    owner text DEFAULT app.make_id()
);

CREATE FUNCTION app.f(i app.items)
    RETURNS int
    LANGUAGE sql IMMUTABLE
AS 'SELECT ($1).id';


-- Views -----------------------------------------------------------------------

CREATE VIEW v AS
SELECT posts.id, posts.user_id, posts.heading AS title, posts.body, posts.created FROM posts;
COMMENT ON VIEW v IS 'view';
COMMENT ON COLUMN v.id IS 'vid';

CREATE VIEW v2 (post_id, bb) WITH (security_barrier) AS
SELECT p.id, u.name FROM posts p JOIN people u ON u.id = p.user_id WHERE p.heading <> '';

CREATE VIEW v3 AS
SELECT id, heading AS title, lower(body), created::text FROM posts WHERE id > 0
WITH LOCAL CHECK OPTION;
ALTER VIEW v3 ALTER COLUMN id SET DEFAULT 5;

CREATE VIEW v4 AS
SELECT v.id, v2.bb FROM v JOIN v2 ON v.id = v2.post_id;


-- Materialized views ----------------------------------------------------------

CREATE MATERIALIZED VIEW mv AS
SELECT user_id, count(*) AS n FROM posts GROUP BY user_id
WITH NO DATA;
CREATE UNIQUE INDEX mv_idx ON mv (user_id);
COMMENT ON INDEX mv_idx IS 'idx';

CREATE MATERIALIZED VIEW mv2 AS
SELECT 1 AS x;


-- Constraints that had to wait for other objects or for rows ------------------

CREATE INDEX items_f ON app.items (app.f(items));

ALTER TABLE app.items ADD CONSTRAINT items_check CHECK (app.f(items) > 0);


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER t1
    BEFORE INSERT OR UPDATE OF heading, body ON posts
    FOR EACH ROW WHEN (NEW.heading IS NOT NULL)
    EXECUTE FUNCTION trg('a', 'it''s');
COMMENT ON TRIGGER t1 ON posts IS 'trig';

CREATE TRIGGER t2
    AFTER UPDATE ON posts
    REFERENCING OLD TABLE AS o NEW TABLE AS n
    FOR EACH STATEMENT
    EXECUTE FUNCTION trg();
ALTER TABLE posts DISABLE TRIGGER t2;

CREATE CONSTRAINT TRIGGER t3
    AFTER INSERT ON posts
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW
    EXECUTE FUNCTION trg();


-- Policies --------------------------------------------------------------------

ALTER TABLE posts ENABLE ROW LEVEL SECURITY;
CREATE POLICY p1 ON posts FOR SELECT
    USING (user_id = current_user);
COMMENT ON POLICY p1 ON posts IS 'pol';

CREATE POLICY p2 ON posts AS RESTRICTIVE FOR INSERT
    WITH CHECK (heading <> 'x' AND length(body) > 0);


-- Grants ----------------------------------------------------------------------

GRANT USAGE ON SCHEMA app TO PUBLIC;
GRANT ALL ON SEQUENCE id_numbers TO PUBLIC;
REVOKE EXECUTE ON FUNCTION is_fine(text) FROM PUBLIC;
GRANT SELECT, INSERT, SELECT (id, heading) ON posts TO PUBLIC;

RESET check_function_bodies;
