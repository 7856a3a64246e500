INSERT INTO crates VALUES (2, 'Serde_JSON');
