DROP PROCEDURE IF EXISTS add_column;
DELIMITER $$
CREATE PROCEDURE add_column(IN tbl VARCHAR(64), IN col VARCHAR(64), IN def TEXT)
BEGIN
  IF NOT EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = tbl AND COLUMN_NAME = col) THEN
    SET @ddl = CONCAT('ALTER TABLE `', tbl, '` ADD COLUMN `', col, '` ', def);
    PREPARE stmt FROM @ddl;
    EXECUTE stmt;
    DEALLOCATE PREPARE stmt;
  END IF;
END$$
DELIMITER ;
CALL add_column('users', 'email', 'VARCHAR(100) NULL');
CALL add_column('users', 'email', 'VARCHAR(100) NULL');
CALL add_column('orders', 'note', 'TEXT');
