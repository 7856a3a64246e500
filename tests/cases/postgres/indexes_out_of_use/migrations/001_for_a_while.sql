-- Indexes are put out of use for a large change, and into use again.
CREATE TABLE scores (id int PRIMARY KEY, score int, note text UNIQUE);
CREATE INDEX scores_score ON scores (score);
UPDATE pg_index SET indisready = FALSE WHERE indrelid = (SELECT oid FROM pg_class WHERE relname = 'scores');
UPDATE scores SET score = score + 1;
UPDATE pg_index i SET indisready = TRUE WHERE i.indrelid = 'scores'::regclass;
INSERT INTO scores VALUES (1, 10, 'one');
UPDATE pg_index SET indisready = FALSE, indisvalid = FALSE WHERE indrelid = 'scores'::regclass AND NOT indisunique;
REINDEX TABLE scores;
CREATE TABLE was (name text, ready boolean, valid boolean);
INSERT INTO was SELECT c.relname, i.indisready, i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = 'scores'::regclass;
