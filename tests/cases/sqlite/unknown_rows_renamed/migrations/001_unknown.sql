-- A full text index that keeps no content, and numbers that nobody can tell in a table that gets another name.
CREATE VIRTUAL TABLE words USING fts5(word, content='');
INSERT INTO words (rowid, word) VALUES (1, 'one');
CREATE TABLE entries (id INTEGER PRIMARY KEY, text TEXT);
INSERT INTO entries VALUES (9223372036854775807, 'last');
INSERT INTO entries (text) VALUES ('anywhere');
ALTER TABLE entries RENAME TO notes;
