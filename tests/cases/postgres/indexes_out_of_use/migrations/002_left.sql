-- One stays out of use, and one is of another table.
UPDATE pg_catalog.pg_index SET indisvalid = FALSE WHERE indexrelid = 'scores_score'::regclass;
UPDATE pg_index SET indisready = FALSE WHERE indrelid = 'was'::regclass;
