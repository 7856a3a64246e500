INSERT INTO kinds (name) VALUES ('stone');
