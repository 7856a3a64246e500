CREATE SEQUENCE ids;
-- Makes ids
CREATE FUNCTION make_id() RETURNS text LANGUAGE sql AS $$ SELECT 'x' || nextval('ids')::text $$;
CREATE FUNCTION is_ok(t text) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS 'SELECT length($1) > 0';
CREATE TABLE users (
  id text PRIMARY KEY DEFAULT make_id(),
  name text CHECK (is_ok(name)),
  m mood DEFAULT 'ok',
  ms mood[],
  p app.pair,
  n posint,
  mail app.email,
  attrs hstore DEFAULT ''::hstore,
  uid uuid DEFAULT gen_random_uuid()
);
CREATE INDEX ON users USING gin (attrs);
CREATE FUNCTION all_users(VARIADIC xs int[]) RETURNS SETOF users LANGUAGE sql STABLE ROWS 10 AS $$ SELECT * FROM users $$;
CREATE FUNCTION tab(a int DEFAULT 3, OUT b int, INOUT c text DEFAULT 'x') LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '64MB' AS $body$
DECLARE u users%ROWTYPE; BEGIN b := 1; END $body$;
CREATE FUNCTION rt(x int) RETURNS TABLE (y int, z users) LANGUAGE plpgsql COST 5 AS 'BEGIN RETURN; END';
CREATE PROCEDURE proc(INOUT a int) LANGUAGE plpgsql AS $$ BEGIN a := 1; END $$;
CREATE TABLE posts (id serial PRIMARY KEY, user_id text NOT NULL REFERENCES users, title text, body text, created date DEFAULT now());
CREATE VIEW v AS SELECT * FROM posts;
CREATE VIEW v2 (aa, bb) WITH (security_barrier) AS SELECT p.id, u.name FROM posts p JOIN users u ON u.id = p.user_id WHERE p.title <> '';
CREATE VIEW v3 AS SELECT id, title, lower(body), created::text FROM posts WHERE id > 0 WITH LOCAL CHECK OPTION;
CREATE VIEW v4 AS SELECT v.id, v2.bb FROM v JOIN v2 ON v.id = v2.aa;
CREATE MATERIALIZED VIEW mv AS SELECT user_id, count(*) AS n FROM posts GROUP BY user_id WITH NO DATA;
CREATE UNIQUE INDEX mv_idx ON mv (user_id);
CREATE MATERIALIZED VIEW mv2 AS SELECT 1 AS x;
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER t1 BEFORE INSERT OR UPDATE OF title, body ON posts FOR EACH ROW WHEN (NEW.title IS NOT NULL) EXECUTE FUNCTION trg('a', 'it''s');
CREATE TRIGGER t2 AFTER UPDATE ON posts REFERENCING OLD TABLE AS o NEW TABLE AS n FOR EACH STATEMENT EXECUTE PROCEDURE trg();
CREATE CONSTRAINT TRIGGER t3 AFTER INSERT ON posts DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION trg();
ALTER TABLE posts DISABLE TRIGGER t2;
ALTER TABLE posts ENABLE ROW LEVEL SECURITY;
CREATE POLICY p1 ON posts FOR SELECT USING (user_id = current_user);
CREATE POLICY p2 ON posts AS RESTRICTIVE FOR INSERT TO PUBLIC WITH CHECK (title <> 'x' AND length(body) > 0);
COMMENT ON TABLE posts IS 'the posts';
COMMENT ON COLUMN posts.title IS 'it''s a title';
COMMENT ON INDEX mv_idx IS 'idx';
COMMENT ON FUNCTION is_ok(text) IS 'ok?';
COMMENT ON CONSTRAINT posts_pkey ON posts IS 'pk';
COMMENT ON TRIGGER t1 ON posts IS 'trig';
COMMENT ON POLICY p1 ON posts IS 'pol';
COMMENT ON TYPE mood IS 'moods';
COMMENT ON DOMAIN posint IS 'pos';
COMMENT ON SCHEMA app IS 'the app';
COMMENT ON SEQUENCE posts_id_seq IS 'ser';
COMMENT ON VIEW v IS 'view'; COMMENT ON COLUMN v.id IS 'vid';
COMMENT ON COLUMN app.pair.a IS 'attr';
