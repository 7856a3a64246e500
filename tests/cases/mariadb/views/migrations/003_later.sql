ALTER TABLE users ADD COLUMN email VARCHAR(50);
CREATE OR REPLACE VIEW everyone AS SELECT id, name FROM users;
ALTER VIEW both_of_them AS SELECT id FROM users UNION SELECT id FROM orders;
RENAME TABLE chain TO chain_of_command;
CREATE VIEW of_views AS SELECT e.name, r.amount FROM everyone e LEFT JOIN rich r USING (id);
DROP VIEW odd_names;
CREATE VIEW IF NOT EXISTS of_views AS SELECT 1;
