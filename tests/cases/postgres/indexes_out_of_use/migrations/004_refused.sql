INSERT INTO scores VALUES (2, 10, 'one');
