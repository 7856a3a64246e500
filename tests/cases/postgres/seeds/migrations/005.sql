INSERT INTO kinds (name) VALUES (NULL);
