WITH new AS (INSERT INTO author (name) VALUES ('Ada') RETURNING id) INSERT INTO journal SELECT 'no' FROM new;
WITH new AS (INSERT INTO author (name) VALUES ('Dora') RETURNING nothing) SELECT 1;
WITH new AS (INSERT INTO book (author) VALUES (99) RETURNING id) SELECT 1;
