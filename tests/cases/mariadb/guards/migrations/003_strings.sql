SET @s = (SELECT IF(
  (SELECT COUNT(*) FROM INFORMATION_SCHEMA.COLUMNS
   WHERE table_name = 'users' AND table_schema = DATABASE() AND column_name = 'nick') > 0,
  'SELECT 1',
  'ALTER TABLE users ADD nick VARCHAR(10);'));
PREPARE stmt FROM @s;
EXECUTE stmt;
DEALLOCATE PREPARE stmt;

SET @exist := (SELECT COUNT(*) FROM information_schema.statistics
               WHERE table_name = 'users' AND index_name = 'k_name' AND table_schema = DATABASE());
SET @sqlstmt := IF(@exist > 0, 'SELECT ''the index is there''', 'CREATE INDEX k_name ON users (name)');
PREPARE stmt FROM @sqlstmt;
EXECUTE stmt;
