PRAGMA foreign_keys = ON;
CREATE TABLE child (a INT REFERENCES a (id));
INSERT INTO child VALUES (99);
