ALTER TABLE kinds RENAME COLUMN name TO title;
ALTER TABLE kinds ADD COLUMN active boolean NOT NULL DEFAULT true;
ALTER TABLE things DROP COLUMN label;
DELETE FROM kinds WHERE title = 'air';
UPDATE kinds SET weight = 7 WHERE title = 'wood';
COPY things (kind) FROM stdin;
2
\N
\.

-- What names columns in a list is looked at only as far as needed.
CREATE TABLE in_lists (id int, name text);
INSERT INTO in_lists VALUES (1, 'b'), (2, '3'), (4, '4');
DELETE FROM in_lists WHERE id IN (1, 2, greatest(id, coalesce(name::int, 0)));
