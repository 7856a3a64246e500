-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  3 migrations, from 001_tables.sql to 003_later.sql
-- Inputs:  SHA-256 468b52ae8938248c8d294af0eeed7b6953b3f0cea38bd81780786918f92e13ab
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

CREATE TABLE `users` (
  `id` int(11) NOT NULL,
  `name` varchar(20) NOT NULL,
  `boss` int(11) DEFAULT NULL,
  `email` varchar(50) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `orders` (
  `id` int(11) NOT NULL,
  `user_id` int(11) DEFAULT NULL,
  `total` decimal(10,2) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;


-- Views -----------------------------------------------------------------------

CREATE VIEW `everyone` AS
SELECT id, name FROM users;

CREATE VIEW `totals` (`who`, `amount`) AS
SELECT user_id, SUM(total) FROM orders GROUP BY user_id;

CREATE ALGORITHM = MERGE SQL SECURITY INVOKER VIEW `rich` AS
SELECT `u`.`id`, `u`.`name`, `u`.`boss`, t.amount /* of all orders */ FROM users u JOIN totals t ON t.who = u.id WHERE t.amount > 5;

CREATE VIEW `bosses` AS
SELECT `users`.`id`, `users`.`name`, `users`.`boss` FROM users WHERE boss IS NULL
WITH LOCAL CHECK OPTION;

CREATE VIEW `chain_of_command` AS
WITH RECURSIVE up AS (SELECT `users`.`id`, `users`.`name`, `users`.`boss` FROM users WHERE boss IS NULL UNION ALL SELECT `u`.`id`, `u`.`name`, `u`.`boss` FROM users u JOIN up ON u.boss = up.id)
  SELECT `up`.`id`, `up`.`name`, `up`.`boss` FROM up;

CREATE VIEW `both_of_them` AS
SELECT id FROM users UNION SELECT id FROM orders;

SET sql_mode = 'PIPES_AS_CONCAT,ANSI_QUOTES';
CREATE VIEW `quoted` AS
SELECT "name" || '!' AS "shout" FROM "users";
SET sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION';

CREATE VIEW `of_views` AS
SELECT e.name, r.amount FROM everyone e LEFT JOIN rich r USING (id);


-- Rows ------------------------------------------------------------------------

INSERT INTO `users` (`id`, `name`, `boss`, `email`) VALUES
  (1, 'ann', NULL, NULL),
  (2, 'bob', 1, NULL);

INSERT INTO `orders` (`id`, `user_id`, `total`) VALUES
  (1, 1, 5.00),
  (2, 1, 7.50),
  (3, 2, 1.00);
