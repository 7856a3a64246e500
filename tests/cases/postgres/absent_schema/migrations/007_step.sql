INSERT INTO nowhere.t VALUES (1);
