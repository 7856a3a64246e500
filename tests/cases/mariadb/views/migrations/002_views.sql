-- All columns that the table has today.
CREATE VIEW everyone AS SELECT * FROM users;
CREATE VIEW totals (who, amount) AS SELECT user_id, SUM(total) FROM orders GROUP BY user_id;
CREATE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW rich AS
  SELECT u.*, t.amount /* of all orders */ FROM users u JOIN totals t ON t.who = u.id WHERE t.amount > 5;
CREATE VIEW bosses AS SELECT * FROM users WHERE boss IS NULL WITH LOCAL CHECK OPTION;
CREATE VIEW chain AS
  WITH RECURSIVE up AS (SELECT * FROM users WHERE boss IS NULL UNION ALL SELECT u.* FROM users u JOIN up ON u.boss = up.id)
  SELECT * FROM up;
CREATE VIEW odd_names AS SELECT 1 + 1, 'x', 'x', COUNT(*), UPPER(name) FROM users GROUP BY name;
CREATE VIEW both_of_them AS SELECT id, 'user' AS kind FROM users UNION ALL SELECT id, 'order' FROM orders;
SET sql_mode = 'ANSI_QUOTES,PIPES_AS_CONCAT';
CREATE VIEW quoted AS SELECT "name" || '!' AS "shout" FROM "users";
SET sql_mode = DEFAULT;
