-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  2 migrations, from 001_events.sql to 002_branch.sql
-- Inputs:  SHA-256 00ee55087d14cf2f26412f7dcb82f79674b1d6264793c3ae7397538b45452fd8
-- Exact:   no: 2 statements whose effect is not known


-- Tables ----------------------------------------------------------------------

CREATE TABLE events (id INTEGER PRIMARY KEY, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);

CREATE TABLE recent (id TEXT);

CREATE TABLE odd (x TEXT);


-- Rows ------------------------------------------------------------------------

INSERT INTO events (id, at) VALUES
    (1, CURRENT_TIMESTAMP);
