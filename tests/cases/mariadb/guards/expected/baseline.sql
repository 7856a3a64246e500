-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  4 migrations, from 001_tables.sql to 004_handlers.sql
-- Inputs:  SHA-256 ec7add6b597238e9ee2ab368ee2c4b1bf17bde70e4ca978f16366c81b8251b2a
-- Exact:   yes; 1 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE `users` (
  `id` int(11) NOT NULL,
  `name` varchar(20) NOT NULL,
  `email` varchar(100) DEFAULT NULL,
  `nick` varchar(10) DEFAULT NULL,
  `last_of_all` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `k_name` (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `orders` (
  `id` int(11) NOT NULL,
  `user_id` int(11) DEFAULT NULL,
  `note` text DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `fk_user` (`user_id`),
  CONSTRAINT `fk_user` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;


-- Procedures and functions ----------------------------------------------------

DELIMITER //
CREATE PROCEDURE add_column(IN tbl VARCHAR(64), IN col VARCHAR(64), IN def TEXT)
BEGIN
  IF NOT EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = tbl AND COLUMN_NAME = col) THEN
    SET @ddl = CONCAT('ALTER TABLE `', tbl, '` ADD COLUMN `', col, '` ', def);
    PREPARE stmt FROM @ddl;
    EXECUTE stmt;
    DEALLOCATE PREPARE stmt;
  END IF;
END
//
DELIMITER ;
