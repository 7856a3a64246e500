CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN email AS varchar(100);
CREATE TYPE pair AS (x integer, y text);
CREATE SCHEMA other;
CREATE SEQUENCE counter;
CREATE TABLE t (
    id integer PRIMARY KEY,
    small smallint,
    big bigint,
    num numeric(10,2),
    real4 real,
    dbl double precision,
    name text,
    code varchar(20),
    fixed char(3),
    flag boolean,
    made timestamptz DEFAULT now(),
    stamp timestamp,
    day date,
    clock time,
    span interval,
    doc jsonb,
    raw json,
    key uuid,
    tags text[],
    nums integer[],
    feeling mood,
    feelings mood[],
    pos positive,
    mail email,
    point pair,
    data bytea,
    address inet,
    words tsvector,
    period tstzrange
);
CREATE TABLE u (id integer, t_id integer REFERENCES t, name text, amount numeric);
CREATE TABLE other.w (id bigint, label text, name varchar(5));
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';
CREATE FUNCTION over(n integer) RETURNS integer LANGUAGE sql AS 'SELECT n';
CREATE FUNCTION over(n text) RETURNS text LANGUAGE sql AS 'SELECT n';
CREATE FUNCTION greet(who text, greeting text DEFAULT 'hello') RETURNS text LANGUAGE sql STABLE AS 'SELECT greeting';
CREATE FUNCTION rows_of(n integer) RETURNS TABLE (a integer, b text) LANGUAGE sql AS 'SELECT 1, ''x''';
CREATE FUNCTION all_t() RETURNS SETOF t LANGUAGE sql AS 'SELECT * FROM t';
CREATE FUNCTION total(VARIADIC n integer[]) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 1::bigint';
CREATE FUNCTION one_out(n integer, OUT result text) LANGUAGE sql AS 'SELECT ''x''';
CREATE FUNCTION same(x anyelement) RETURNS anyelement LANGUAGE sql IMMUTABLE AS 'SELECT x';
CREATE FUNCTION anything() RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, 2';
CREATE FUNCTION other.hidden() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE VIEW v AS SELECT id, name, upper(code) AS code FROM t;
CREATE EXTENSION citext;
CREATE EXTENSION hstore;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION "uuid-ossp";
CREATE EXTENSION ltree;
CREATE EXTENSION pgcrypto;
CREATE TYPE span_of AS RANGE (subtype = float8);
CREATE DOMAIN tag_list AS text[];
CREATE DOMAIN small_positive AS positive CHECK (VALUE < 100);
CREATE TABLE e (id bigserial PRIMARY KEY, login citext, attrs hstore, path ltree, tags tag_list, few small_positive, range_col span_of, pairs pair[], rows u[], note text NOT NULL);
CREATE VIEW joined AS SELECT t.id, u.name AS uname, e.login FROM t JOIN u ON u.t_id = t.id LEFT JOIN e ON e.id = t.id;
CREATE MATERIALIZED VIEW counts AS SELECT name, count(*) AS n FROM t GROUP BY name;
CREATE PROCEDURE act(n integer) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION made_of(t) RETURNS text LANGUAGE sql AS 'SELECT ''x''';
CREATE FUNCTION dflt(a integer, b integer DEFAULT 2, c text DEFAULT 'x') RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION arr(x anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT x[1]';
CREATE FUNCTION compat(a anycompatible, b anycompatible) RETURNS anycompatible LANGUAGE sql AS 'SELECT a';
CREATE FUNCTION outs(OUT a integer, OUT b text) LANGUAGE sql AS 'SELECT 1, ''x''';
CREATE FUNCTION set_of_int() RETURNS SETOF integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION takes_mood(m mood) RETURNS mood LANGUAGE sql IMMUTABLE AS 'SELECT m';
CREATE FUNCTION tz(x timestamptz) RETURNS timestamptz LANGUAGE plpgsql STABLE AS 'BEGIN RETURN x; END';
