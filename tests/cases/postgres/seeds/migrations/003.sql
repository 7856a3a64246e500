INSERT INTO things (kind, label) VALUES (99, 'none');
