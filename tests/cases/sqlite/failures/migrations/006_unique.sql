INSERT INTO a (b, c) VALUES ('x', 1);
INSERT INTO a (b, c) VALUES ('y', 1);
