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
END//
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
END//
DELIMITER ;
CALL fill(3);
SET @seen = '';
CALL total_of(1, @total, @seen);
INSERT INTO audit (what, n) VALUES (@seen, @total);
ALTER PROCEDURE fill COMMENT 'fills, or does nothing';
SET sql_mode = 'ANSI_QUOTES';
CREATE PROCEDURE quoted() SELECT "what" FROM "audit";
SET sql_mode = DEFAULT;
CREATE SEQUENCE numbers START WITH 100 INCREMENT BY 10 CACHE 5;
INSERT INTO audit (what, n) VALUES ('number', NEXT VALUE FOR numbers), ('number', NEXTVAL(numbers));
CREATE EVENT clean ON SCHEDULE EVERY 1 DAY STARTS '2031-01-01 00:00:00' DO DELETE FROM audit;
ALTER EVENT clean DISABLE;
