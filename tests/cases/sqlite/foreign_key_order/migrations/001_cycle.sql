CREATE TABLE child (id INTEGER PRIMARY KEY, parent INT NOT NULL REFERENCES parent (id));
CREATE TABLE parent (id INTEGER PRIMARY KEY, favourite INT REFERENCES child (id), boss INT REFERENCES parent (id));
PRAGMA foreign_keys = ON;
INSERT INTO parent (id, boss) VALUES (2, NULL), (1, 2);
INSERT INTO child VALUES (10, 1), (11, 2);
UPDATE parent SET favourite = 11 WHERE id = 1;
