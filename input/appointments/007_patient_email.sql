-- The usual way to add what may be there already.
SET @missing = (
  SELECT COUNT(*) = 0 FROM information_schema.STATISTICS
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'patients' AND INDEX_NAME = 'patients_email'
);
SET @statement = IF(@missing, 'ALTER TABLE patients ADD UNIQUE KEY patients_email (email)', 'SELECT 1');
PREPARE add_key FROM @statement;
EXECUTE add_key;
DEALLOCATE PREPARE add_key;
