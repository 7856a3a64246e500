WITH new AS (INSERT INTO author (name) VALUES ('Ada') RETURNING id)
INSERT INTO book (author, title, pages) SELECT id, 'Notes', 60 FROM new;

WITH new (number, called) AS (INSERT INTO author (name) VALUES ('Bert'), ('Cleo') RETURNING id, name),
     written AS (INSERT INTO book (author, title) SELECT number, 'By ' || called FROM new WHERE called = 'Cleo' RETURNING *)
INSERT INTO journal SELECT title FROM written;

WITH longer AS (UPDATE book SET pages = 10 WHERE pages IS NULL RETURNING id, pages),
     gone AS (DELETE FROM author WHERE name = 'Bert' RETURNING name)
INSERT INTO journal SELECT name FROM gone;

-- All parts read what was there before.
WITH added AS (INSERT INTO shelf VALUES (1, 'Old') RETURNING id)
INSERT INTO journal SELECT 'shelves: ' || count(*)::text FROM shelf;

WITH added AS (INSERT INTO shelf VALUES (2, 'New')) SELECT 1;

-- Nothing is deleted, so nothing is written.
WITH gone AS (DELETE FROM shelf WHERE id = 7 RETURNING title) INSERT INTO journal SELECT title FROM gone;

-- Moves rows.
WITH gone AS (DELETE FROM shelf RETURNING id, title) INSERT INTO journal SELECT title FROM gone WHERE id = 1;
