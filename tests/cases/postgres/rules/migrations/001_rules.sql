CREATE TABLE entries (id int PRIMARY KEY, body text, done boolean NOT NULL DEFAULT false);
CREATE TABLE log (entry int, what text);
CREATE VIEW open_entries AS SELECT id, body FROM entries WHERE NOT done;
INSERT INTO entries VALUES (1, 'first'), (2, 'second');

-- Keeps a record of what went.
CREATE RULE entries_gone AS ON DELETE TO entries DO ALSO INSERT INTO log VALUES (old.id, 'deleted');
CREATE RULE entries_kept AS ON UPDATE TO entries WHERE new.done AND old.done DO INSTEAD NOTHING;
CREATE RULE open_insert AS ON INSERT TO open_entries
    DO INSTEAD INSERT INTO entries (id, body) VALUES (new.id, new.body) RETURNING id, body;
CREATE RULE open_update AS ON UPDATE TO open_entries DO INSTEAD (
    UPDATE entries SET body = new.body WHERE id = old.id;
    INSERT INTO log SELECT old.id, 'updated';
);
CREATE RULE told AS ON INSERT TO entries DO NOTIFY entries;
COMMENT ON RULE told ON entries IS 'For those who listen';
CREATE OR REPLACE RULE told AS ON INSERT TO log DO ALSO NOTHING;
CREATE OR REPLACE RULE entries_kept AS ON UPDATE TO entries WHERE new.done DO INSTEAD NOTHING;
ALTER TABLE entries DISABLE RULE entries_kept;
ALTER TABLE log ENABLE ALWAYS RULE told;
ALTER RULE entries_gone ON entries RENAME TO entries_deleted;
ALTER TABLE entries RENAME COLUMN body TO content;
ALTER TABLE log RENAME TO journal;
COPY journal FROM stdin;
1	copied
\.
DROP RULE IF EXISTS nothing ON entries;
DROP RULE IF EXISTS nothing ON nowhere;

-- Two queries in one pair of parentheses, and one.
CREATE TABLE parenthesised (id int, name text);
CREATE RULE two_queries AS ON UPDATE TO parenthesised DO (SELECT NEW.id; SELECT OLD.name);
CREATE RULE one_query AS ON DELETE TO parenthesised DO (SELECT OLD.name);
