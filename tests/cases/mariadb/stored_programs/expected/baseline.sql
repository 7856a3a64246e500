-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  3 migrations, from 001_tables.sql to 003_calls.sql
-- Inputs:  SHA-256 35522e2bf09478410ffaef6c004fc01bc169704acfeaca8f2455dde3e54efa20
-- Exact:   yes, every statement of the history is accounted for


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE `numbers` START WITH 100 MINVALUE 1 MAXVALUE 9223372036854775806 INCREMENT BY 10 CACHE 5 NOCYCLE ENGINE=InnoDB;
DO SETVAL(`numbers`, 150, 0);


-- Tables ----------------------------------------------------------------------

CREATE TABLE `users` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(50) NOT NULL,
  `email` varchar(100) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `un` (`name`)
) ENGINE=InnoDB AUTO_INCREMENT=8 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `orders` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `user_id` int(10) unsigned DEFAULT NULL,
  `total` decimal(10,2) DEFAULT 0.00,
  PRIMARY KEY (`id`),
  KEY `k_user` (`user_id`),
  CONSTRAINT `fk_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `audit` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `what` varchar(100) DEFAULT NULL,
  `n` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=8 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;


-- Procedures and functions ----------------------------------------------------

DELIMITER //
CREATE FUNCTION order_count(u INT) RETURNS INT READS SQL DATA
BEGIN
  DECLARE n INT DEFAULT 0;
  SELECT COUNT(*) INTO n FROM orders WHERE user_id = u;
  RETURN n;
END
//
DELIMITER ;

DELIMITER //
CREATE PROCEDURE fill(n INT)
BEGIN
  DECLARE i INT DEFAULT 1;
  DECLARE EXIT HANDLER FOR SQLEXCEPTION
  BEGIN
    GET DIAGNOSTICS CONDITION 1 @message = MESSAGE_TEXT;
    ROLLBACK;
    INSERT INTO audit (what, n) VALUES (@message, i);
  END;
  START TRANSACTION;
  WHILE i <= n DO
    INSERT INTO users (name) VALUES (CONCAT('u', i));
    SET i = i + 1;
  END WHILE;
  INSERT INTO users (name) VALUES ('u1');
  COMMIT;
END
//
DELIMITER ;
ALTER PROCEDURE `fill` COMMENT 'fills, or does nothing';

DELIMITER //
CREATE PROCEDURE total_of(IN u INT, OUT t DECIMAL(10,2), INOUT seen VARCHAR(50))
BEGIN
  DECLARE done BOOL DEFAULT FALSE;
  DECLARE amount DECIMAL(10,2);
  DECLARE c CURSOR FOR SELECT total FROM orders WHERE user_id = u ORDER BY id;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = TRUE;
  SET t = 0;
  OPEN c;
  amounts: LOOP
    FETCH c INTO amount;
    IF done THEN
      LEAVE amounts;
    END IF;
    SET t = t + amount, seen = CONCAT(seen, amount, ';');
  END LOOP;
  CLOSE c;
END
//
DELIMITER ;

SET sql_mode = 'ANSI_QUOTES';
CREATE PROCEDURE quoted() SELECT "what" FROM "audit";
SET sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION';


-- Rows ------------------------------------------------------------------------

INSERT INTO `users` (`id`, `name`, `email`) VALUES
  (1, 'ann', 'ann@example.org'),
  (2, 'bob', NULL),
  (3, 'CYD', NULL);

INSERT INTO `orders` (`id`, `user_id`, `total`) VALUES
  (1, 1, 10.00),
  (2, 1, 5.50),
  (3, 2, 3.00);

INSERT INTO `audit` (`id`, `what`, `n`) VALUES
  (1, 'order of 1', 1),
  (2, 'order of 1', 2),
  (3, 'order of 2', 1),
  (4, 'Duplicate entry ''U1'' for key ''un''', 4),
  (5, '10.00;5.50;', 16),
  (6, 'number', 100),
  (7, 'number', 110);


-- Triggers --------------------------------------------------------------------

DELIMITER //
CREATE TRIGGER orders_total AFTER INSERT ON orders FOR EACH ROW
BEGIN
  DECLARE c INT;
  SELECT COUNT(*) INTO c FROM orders WHERE user_id = NEW.user_id;
  INSERT INTO audit (what, n) VALUES (CONCAT('order of ', NEW.user_id), c);
END
//
DELIMITER ;

DELIMITER //
CREATE TRIGGER users_trim BEFORE INSERT ON users FOR EACH ROW
BEGIN
  SET NEW.name = TRIM(NEW.name);
END
//
DELIMITER ;

CREATE TRIGGER users_upper BEFORE INSERT ON users FOR EACH ROW SET NEW.name = UPPER(NEW.name);


-- Events ----------------------------------------------------------------------

CREATE EVENT clean ON SCHEDULE EVERY 1 DAY STARTS '2031-01-01 00:00:00' DO DELETE FROM audit;
ALTER EVENT clean DISABLE;
