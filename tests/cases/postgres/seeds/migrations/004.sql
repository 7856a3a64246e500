INSERT INTO things (kind, label) VALUES (1, 'too long');
