-- A temporary table hides one of the database.
CREATE TABLE parts (id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO parts VALUES (1, 'wheel');
CREATE TEMP TABLE parts (id INTEGER PRIMARY KEY, other TEXT, more TEXT);
INSERT INTO temp.parts VALUES (2, 'a', 'b');
