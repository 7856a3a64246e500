DELIMITER //
CREATE PROCEDURE again()
BEGIN
  DECLARE CONTINUE HANDLER FOR 1060 BEGIN END;
  DECLARE CONTINUE HANDLER FOR 1061 BEGIN END;
  DECLARE CONTINUE HANDLER FOR SQLSTATE '42S01' BEGIN END;
  ALTER TABLE users ADD COLUMN nick INT;
  ALTER TABLE users ADD INDEX k_name (name);
  CREATE TABLE users (id INT);
  ALTER TABLE users ADD COLUMN last_of_all INT;
END//
CALL again()//
DROP PROCEDURE again//
CREATE PROCEDURE drop_foreign_keys()
BEGIN
  DECLARE done INT DEFAULT FALSE;
  DECLARE tab, con VARCHAR(64);
  DECLARE keys_of_all CURSOR FOR
    SELECT table_name, constraint_name FROM information_schema.table_constraints
    WHERE constraint_schema = DATABASE() AND constraint_type = 'FOREIGN KEY' ORDER BY constraint_name;
  DECLARE CONTINUE HANDLER FOR NOT FOUND SET done = TRUE;
  OPEN keys_of_all;
  each: LOOP
    FETCH keys_of_all INTO tab, con;
    IF done THEN LEAVE each; END IF;
    EXECUTE IMMEDIATE CONCAT('ALTER TABLE `', tab, '` DROP FOREIGN KEY `', con, '`');
  END LOOP;
  CLOSE keys_of_all;
END//
CALL drop_foreign_keys()//
CALL drop_foreign_keys()//
DROP PROCEDURE drop_foreign_keys//
BEGIN NOT ATOMIC
  IF NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'later') THEN
    CREATE TABLE later (id INT PRIMARY KEY);
  END IF;
END//
DELIMITER ;
