-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 56cc672ff0546e0e0f805c2ea13fcf9ed6b5a51457db278d1016b88132a118ec
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

CREATE TABLE events (
    id   bigint GENERATED ALWAYS AS IDENTITY,
    at   timestamptz,
    kind text NOT NULL DEFAULT 'click',
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX events_kind_idx ON events (kind);

CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');

CREATE TABLE events_rest PARTITION OF events DEFAULT;

CREATE TABLE regions (
    code text,
    name text
) PARTITION BY LIST (code);

CREATE TABLE regions_eu PARTITION OF regions FOR VALUES IN ('de', 'fr');

CREATE TABLE base (
    id   int PRIMARY KEY,
    note text
);

CREATE TABLE derived (
    extra int
) INHERITS (base);
