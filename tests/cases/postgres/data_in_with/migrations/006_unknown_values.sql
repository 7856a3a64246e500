-- Nobody knows the value that both rows must hold.
WITH new AS (INSERT INTO token (holder) VALUES ('Ada') ON CONFLICT DO NOTHING RETURNING id) SELECT holder FROM token;
