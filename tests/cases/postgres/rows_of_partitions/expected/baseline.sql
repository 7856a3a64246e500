-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  5 migrations, from 001_ranges.sql to 005_times.sql
-- Inputs:  SHA-256 e20bc03513df0f64aaffd88d318eafddb571253bf57dd683177b319530836268
-- Exact:   yes; 14 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE p (
    id int PRIMARY KEY,
    k  text,
    v  int CHECK (v > 0)
) PARTITION BY RANGE (id);

CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (MINVALUE) TO (10);

CREATE TABLE p2 (
    v  int CONSTRAINT p_v_check CHECK (v > 0),
    k  text,
    id int PRIMARY KEY
);
ALTER TABLE p ATTACH PARTITION p2 FOR VALUES FROM (10) TO (20);

CREATE TABLE l (
    k text,
    n int
) PARTITION BY LIST (k);

CREATE TABLE l1 PARTITION OF l FOR VALUES IN ('a', NULL);

CREATE TABLE l2 PARTITION OF l FOR VALUES IN ('b', 'c') PARTITION BY RANGE (n);

CREATE TABLE l21 PARTITION OF l2 FOR VALUES FROM (0) TO (5);

CREATE TABLE ld PARTITION OF l DEFAULT;

CREATE TABLE c (
    id int REFERENCES p (id)
);

CREATE TABLE parent (
    id   int PRIMARY KEY,
    name text,
    size int
);

CREATE TABLE child (
    extra text
) INHERITS (parent);

CREATE TABLE of_parent (
    id int REFERENCES parent (id)
);

CREATE TABLE event (
    at   date NOT NULL,
    what text
) PARTITION BY RANGE (at);

CREATE TABLE event_2023 PARTITION OF event FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');

CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO (MAXVALUE);


-- Data ------------------------------------------------------------------------

INSERT INTO p1 (id, k, v) VALUES
    (5, 'x', 3);

INSERT INTO p2 (v, k, id) VALUES
    (2, 'x', 15);

INSERT INTO l1 (k, n) VALUES
    (NULL, 2),
    ('a', 11);

INSERT INTO l21 (k, n) VALUES
    ('b', 4);

INSERT INTO ld (k, n) VALUES
    ('z', 3);

INSERT INTO c (id) VALUES
    (15),
    (5);

INSERT INTO parent (id, name, size) VALUES
    (1, 'p', 1);

INSERT INTO child (id, name, size, extra) VALUES
    (1, 'c', 20, 'e');

INSERT INTO event_2023 (at, what) VALUES
    ('2023-12-31', 'old');

INSERT INTO event_2024 (at, what) VALUES
    ('2024-01-01', 'new'),
    ('2030-05-05', 'far');
