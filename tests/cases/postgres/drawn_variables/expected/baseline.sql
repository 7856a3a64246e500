-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 1.sql
-- Inputs:  SHA-256 5bd6affb779c75df6b32ca33b7840cc967c77470599970d9da737c8298fcd2be
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

-- Values that only the server draws, in variables and conditions.
CREATE TABLE org (
    id   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text UNIQUE
);

CREATE TABLE member (
    id   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    org  uuid REFERENCES org (id),
    name text UNIQUE,
    boss uuid REFERENCES member (id)
);


-- Data ------------------------------------------------------------------------

INSERT INTO org (id, name) VALUES
    (gen_random_uuid(), 'uno'),
    (gen_random_uuid(), '3'),
    (gen_random_uuid(), 'SECOND!'),
    (gen_random_uuid(), 'THIRD!');

INSERT INTO member (id, org, name, boss) VALUES
    (gen_random_uuid(), (SELECT id FROM org WHERE name = 'uno'), 'boss', NULL),
    (gen_random_uuid(), (SELECT id FROM org WHERE name = '3'), 'fourth+', NULL);
INSERT INTO member (id, org, name, boss) VALUES
    (gen_random_uuid(), (SELECT id FROM org WHERE name = 'uno'), 'SECOND', (SELECT id FROM member WHERE name = 'boss'));
INSERT INTO member (id, org, name, boss) VALUES
    (gen_random_uuid(), (SELECT id FROM org WHERE name = 'uno'), 'THIRD', (SELECT id FROM member WHERE name = 'SECOND'));
