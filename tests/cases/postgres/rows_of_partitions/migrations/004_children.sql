CREATE TABLE parent (id int PRIMARY KEY, name text, size int);
CREATE TABLE child (extra text) INHERITS (parent);
INSERT INTO parent VALUES (1, 'p', 1);
INSERT INTO child VALUES (1, 'c', 2, 'e'), (2, 'c', 3, 'f');
UPDATE parent SET size = size * 10 WHERE name = 'c';
DELETE FROM parent WHERE id = 2;
CREATE TABLE of_parent (id int REFERENCES parent);
INSERT INTO of_parent VALUES (2);
