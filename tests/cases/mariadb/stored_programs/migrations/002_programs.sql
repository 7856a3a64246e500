DELIMITER //
CREATE TRIGGER orders_total AFTER INSERT ON orders FOR EACH ROW
BEGIN
  DECLARE c INT;
  SELECT COUNT(*) INTO c FROM orders WHERE user_id = NEW.user_id;
  INSERT INTO audit (what, n) VALUES (CONCAT('order of ', NEW.user_id), c);
END//
CREATE TRIGGER users_upper BEFORE INSERT ON users FOR EACH ROW SET NEW.name = UPPER(NEW.name)//
-- It fires before the one above.
CREATE TRIGGER users_trim BEFORE INSERT ON users FOR EACH ROW PRECEDES users_upper
BEGIN
  SET NEW.name = TRIM(NEW.name);
END//
CREATE FUNCTION order_count(u INT) RETURNS INT READS SQL DATA
BEGIN
  DECLARE n INT DEFAULT 0;
  SELECT COUNT(*) INTO n FROM orders WHERE user_id = u;
  RETURN n;
END//
DELIMITER ;
INSERT INTO users (name) VALUES (' cyd ');
INSERT INTO orders (user_id, total) VALUES (1, 10), (1, 5.5), (2, 3);
UPDATE users SET email = CONCAT(LOWER(name), '@example.org') WHERE order_count(id) > 1;
RENAME TABLE audit TO journal;
RENAME TABLE journal TO audit;
