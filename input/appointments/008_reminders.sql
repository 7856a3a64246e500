DELIMITER //

CREATE PROCEDURE add_reminder_columns()
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM information_schema.COLUMNS
    WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'appointments' AND COLUMN_NAME = 'reminded_at'
  ) THEN
    ALTER TABLE appointments ADD COLUMN reminded_at datetime NULL;
  END IF;
END //

DELIMITER ;

CALL add_reminder_columns();
CALL add_reminder_columns();
DROP PROCEDURE add_reminder_columns;
