CREATE TABLE appointment_log (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  appointment_id bigint unsigned NOT NULL,
  old_status varchar(20),
  new_status varchar(20) NOT NULL,
  KEY (appointment_id)
);

DELIMITER $$
CREATE TRIGGER appointment_status AFTER UPDATE ON appointments FOR EACH ROW
BEGIN
  IF NOT (OLD.status <=> NEW.status) THEN
    INSERT INTO appointment_log (appointment_id, old_status, new_status) VALUES (NEW.id, OLD.status, NEW.status);
  END IF;
END$$
DELIMITER ;
