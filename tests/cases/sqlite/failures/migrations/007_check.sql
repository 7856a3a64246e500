INSERT INTO a (b, c) VALUES ('x', 7);
