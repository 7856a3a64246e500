-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_quoted.sql to 002_values.sql
-- Inputs:  SHA-256 92065df2a73d5cf1fbf0b621ab3227eebf5aa0fc25adeaf7d487f02bab0f982d
-- Exact:   yes, every statement of the history is accounted for


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA "My App";


-- Types -----------------------------------------------------------------------

CREATE TYPE "My App"."Kind" AS ENUM ('a', 'b');

CREATE TYPE comp AS (a int, b text);


-- Functions -------------------------------------------------------------------

CREATE FUNCTION "My App".f(x "My App"."Kind")
    RETURNS int
    LANGUAGE plpgsql IMMUTABLE
AS $$ BEGIN RETURN 1; END $$;


-- Tables ----------------------------------------------------------------------

CREATE TABLE "My App"."Order" (
    "Id"             serial PRIMARY KEY,
    "select"         "My App"."Kind" DEFAULT 'a'::"My App"."Kind",
    "weird ""name""" text CHECK ("weird ""name""" <> '')
);
CREATE INDEX "Order_f_idx" ON "My App"."Order" ("My App".f("select"));
COMMENT ON TABLE "My App"."Order" IS E'multi
line \\ backslash';

CREATE TABLE "My App".items (
    id bigint PRIMARY KEY DEFAULT nextval('"My App"."Order_Id_seq"'),
    o  int REFERENCES "My App"."Order" ("Id"),
    k  "My App"."Kind"[] DEFAULT ARRAY['a']::"My App"."Kind"[]
);

CREATE TABLE items (
    id  int,
    n   numeric,
    f   float8,
    b   bytea,
    j   jsonb,
    d   date,
    ts  timestamptz,
    u   uuid,
    arr int[],
    bo  bool,
    ch  char(5),
    vc  varchar(3)
);

CREATE TABLE tree (
    id     int CONSTRAINT tree_key PRIMARY KEY,
    parent int REFERENCES tree (id),
    label  text NOT NULL
);

CREATE TABLE child (
    id   int PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name text,
    up   text GENERATED ALWAYS AS (upper(name)) STORED,
    tree int REFERENCES tree (id)
);

CREATE TABLE nokey (
    a text,
    b text
);

CREATE TABLE alldef (
    id serial,
    d  timestamptz DEFAULT now()
);

CREATE TABLE ren (
    a int,
    c int,
    d int
);

CREATE TABLE d1 (
    x timestamp DEFAULT now() - interval '1 day',
    y int DEFAULT 1 + 1,
    z text DEFAULT 'a' || 'b',
    w text DEFAULT CASE WHEN true THEN 'p' ELSE 'q' END,
    v boolean DEFAULT (NOT false),
    u text DEFAULT current_user,
    t int[] DEFAULT ARRAY[1,2],
    s json DEFAULT '{}',
    r text COLLATE "C" DEFAULT lower('X')
);
CREATE INDEX i1_new ON d1 ((z || w));
CREATE INDEX i2 ON d1 ((s->>'a'));
CREATE INDEX i3 ON d1 (coalesce(z, w), date_trunc('day', x));
CREATE INDEX i4 ON d1 USING hash (y);
CREATE INDEX i5 ON d1 (y NULLS FIRST, z DESC NULLS LAST);
CREATE INDEX i6 ON d1 ((t[1]));
CREATE INDEX i7 ON d1 ((y::text));
CREATE UNIQUE INDEX i8 ON d1 (y) WHERE v IS TRUE;

CREATE TABLE typed OF comp (
    a WITH OPTIONS PRIMARY KEY,
    b WITH OPTIONS DEFAULT 'x'
);

CREATE TABLE chk (
    a int UNIQUE CHECK (a > 0),
    b int CHECK (b > 0),
    UNIQUE (a, b),
    UNIQUE (b, a),
    CHECK (a > b),
    CHECK (a + b > 1)
);


-- Views -----------------------------------------------------------------------

CREATE VIEW "My App".vw AS
SELECT o."Id", i.id AS item, i.k FROM "My App"."Order" o LEFT JOIN "My App".items i ON i.o = o."Id" WHERE "My App".f(o."select") = 1;

CREATE VIEW "My App".vx AS
SELECT "Order".*, 'Order'::text AS t FROM "My App"."Order";

CREATE VIEW rv AS
SELECT ren.a, ren.c AS b FROM ren;

CREATE VIEW rv2 AS
SELECT x.a, x.b FROM (SELECT ren.a, ren.c AS b FROM ren) x;

CREATE VIEW rv3 AS
SELECT r1.a, r2.c AS b FROM ren r1 JOIN ren r2 USING (a);

CREATE VIEW agg AS
WITH q AS (SELECT a, sum(c) OVER (PARTITION BY a ORDER BY d) AS s FROM ren) SELECT a, max(s) FROM q GROUP BY a HAVING count(*) > 1 ORDER BY a DESC;


-- Data ------------------------------------------------------------------------

INSERT INTO "My App"."Order" ("Id", "select", "weird ""name""") VALUES
    (1, 'b', 'it''s'),
    (2, 'a', 'tab	here'),
    (3, 'a', E'back\\slash');

INSERT INTO "My App".items (id, o, k) VALUES
    (4, 1, '{a,b}'),
    (50, 2, NULL);

INSERT INTO items (id, n, f, b, j, d, ts, u, arr, bo, ch, vc) VALUES
    (1, 1.50, 1e10, E'\\xdeadbeef', '{"a": [1, null]}', '2020-01-02', '2020-01-02 03:04:05+00', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{1,2,NULL}', true, 'ab', 'xyz'),
    (-1, -0.0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (2, 'NaN', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO tree (id, parent, label) VALUES
    (1, NULL, 'root'),
    (2, 1, 'child'),
    (3, 2, 'leaf');

INSERT INTO child (id, name, tree) OVERRIDING SYSTEM VALUE VALUES
    (1, 'a', 3),
    (2, 'b', NULL),
    (10, 'c', NULL);

INSERT INTO nokey (a, b) VALUES
    ('x', 'y'),
    ('x', 'y');

INSERT INTO alldef (id, d) VALUES
    (1, now()),
    (2, now());

SELECT setval('"My App"."Order_Id_seq"', 4);
SELECT setval('child_id_seq', 2);
SELECT setval('alldef_id_seq', 2);


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER "Trg"
    BEFORE UPDATE ON "My App"."Order"
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)
    EXECUTE FUNCTION suppress_redundant_updates_trigger();
