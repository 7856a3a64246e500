-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  10 migrations, from 001_tables.sql to 010_tree.sql
-- Inputs:  SHA-256 1162275159a2da5237d0d27df90cf543222e5301388a652cf365e203ddecec1d
-- Exact:   yes; 3 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE features (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    feature_key varchar(50) NOT NULL UNIQUE,
    enabled     boolean NOT NULL DEFAULT false
);

CREATE TABLE usage (
    id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    feature_id uuid NOT NULL REFERENCES features (id) ON DELETE CASCADE,
    action     text NOT NULL
);

CREATE TABLE feature_roles (
    feature_id uuid REFERENCES features (id),
    role       text,
    PRIMARY KEY (feature_id, role)
);

CREATE TABLE favourites (
    feature_id uuid UNIQUE REFERENCES features (id),
    note       text
);

CREATE TABLE notes (
    name  text PRIMARY KEY,
    token uuid DEFAULT gen_random_uuid()
);

CREATE TABLE sessions (
    id   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text UNIQUE
);

CREATE TABLE events (
    session_id uuid REFERENCES sessions (id) ON DELETE CASCADE,
    what       text
);

CREATE TABLE tree (
    id     uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name   text UNIQUE,
    parent uuid REFERENCES tree (id)
);


-- Data ------------------------------------------------------------------------

INSERT INTO features (id, feature_key, enabled) VALUES
    (gen_random_uuid(), 'export', false),
    (gen_random_uuid(), 'print', false),
    (gen_random_uuid(), 'search', true),
    (gen_random_uuid(), 'import', false);

INSERT INTO usage (id, feature_id, action) VALUES
    (gen_random_uuid(), (SELECT id FROM features WHERE feature_key = 'search'), 'enabled'),
    (gen_random_uuid(), (SELECT id FROM features WHERE feature_key = 'search'), 'seen'),
    (gen_random_uuid(), (SELECT id FROM features WHERE feature_key = 'export'), 'seen'),
    (gen_random_uuid(), (SELECT id FROM features WHERE feature_key = 'print'), 'seen'),
    (gen_random_uuid(), (SELECT id FROM features WHERE feature_key = 'import'), 'made');

INSERT INTO feature_roles (feature_id, role) VALUES
    ((SELECT id FROM features WHERE feature_key = 'search'), 'admin'),
    ((SELECT id FROM features WHERE feature_key = 'export'), 'admin'),
    ((SELECT id FROM features WHERE feature_key = 'print'), 'admin'),
    ((SELECT id FROM features WHERE feature_key = 'import'), 'admin');

INSERT INTO favourites (feature_id, note) VALUES
    ((SELECT id FROM features WHERE feature_key = 'export'), 'the first');

INSERT INTO notes (name, token) VALUES
    ('one', gen_random_uuid()),
    ('two', gen_random_uuid());
INSERT INTO notes (name, token) VALUES
    ('copy of one', (SELECT token FROM notes WHERE name = 'one')),
    ('three', gen_random_uuid());

INSERT INTO sessions (id, name) VALUES
    (gen_random_uuid(), 'b');

INSERT INTO events (session_id, what) VALUES
    ((SELECT id FROM sessions WHERE name = 'b'), 'start of b');

INSERT INTO tree (id, name, parent) VALUES
    (gen_random_uuid(), 'root', NULL);
INSERT INTO tree (id, name, parent) VALUES
    (gen_random_uuid(), 'leaf', (SELECT id FROM tree WHERE name = 'root'));
