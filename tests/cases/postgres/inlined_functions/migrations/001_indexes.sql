-- The planner puts the body of a function in SQL in the place of a call, and only then looks for what is not immutable.
CREATE TABLE crates (id int, name varchar(64), added timestamptz);
CREATE FUNCTION canon(text) RETURNS text AS $$ SELECT replace(lower($1), '-', '_') $$ LANGUAGE sql;
CREATE FUNCTION canon_twice(name text) RETURNS text LANGUAGE sql AS $$ SELECT public.canon(name) || '!' $$;
CREATE UNIQUE INDEX ON crates (canon(name));
CREATE INDEX crates_twice ON crates (canon_twice(name));
CREATE INDEX crates_where ON crates (id) WHERE canon(name) <> 'x';
CREATE TABLE parted (id int, name text) PARTITION BY LIST (canon(name));
INSERT INTO crates VALUES (1, 'serde-json');
CREATE FUNCTION age_of(at timestamptz) RETURNS interval LANGUAGE sql AS $$ SELECT now() - at $$;
