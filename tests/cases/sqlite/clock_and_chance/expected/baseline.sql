-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_events.sql
-- Inputs:  SHA-256 7da7e822502fd693a929e7804171b52ef6c0ab3d3dbd5f518c1317d7f885721a
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

CREATE TABLE events (
    id TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(8)))),
    at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ms INTEGER,
    day TEXT,
    note TEXT
);


-- Rows ------------------------------------------------------------------------

INSERT INTO events (id, at, ms, day, note) VALUES
    ((lower(hex(randomblob(8)))), CURRENT_TIMESTAMP, (unixepoch() * 1000), CURRENT_DATE, 'first'),
    ('fixed', '2020-01-02 03:04:05', unixepoch(), NULL, 'second'),
    ('copy', CURRENT_TIMESTAMP, NULL, NULL, 'FIRST');
