ALTER TABLE kinds RENAME COLUMN name TO title;
ALTER TABLE kinds ADD COLUMN active boolean NOT NULL DEFAULT true;
ALTER TABLE things DROP COLUMN label;
DELETE FROM kinds WHERE title = 'air';
UPDATE kinds SET weight = 7 WHERE title = 'wood';
COPY things (kind) FROM stdin;
2
\N
\.
