-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  4 migrations, from 001_for_a_while.sql to 004_refused.sql
-- Inputs:  SHA-256 4e409713bb308c198a4e203a4f7ed7edccf2ec735746a90d3876fd88b859e005
-- Exact:   yes; 2 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

-- Indexes are put out of use for a large change, and into use again.
CREATE TABLE scores (
    id    int PRIMARY KEY,
    score int,
    note  text UNIQUE
);
CREATE INDEX scores_score ON scores (score);

CREATE TABLE was (
    name  text,
    ready boolean,
    valid boolean
);


-- Data ------------------------------------------------------------------------

INSERT INTO scores (id, score, note) VALUES
    (1, 10, 'one');

INSERT INTO was (name, ready, valid) VALUES
    ('scores_pkey', true, true),
    ('scores_note_key', true, true),
    ('scores_score', true, true);

UPDATE pg_index SET indisready = true, indisvalid = false WHERE indexrelid = 'scores_score'::regclass;
