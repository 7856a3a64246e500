-- What is bound follows renames and stands in the way of a drop.
CREATE SCHEMA shop;
CREATE TABLE shop.orders (id int PRIMARY KEY, total numeric, note text);
CREATE TABLE log (line text);
CREATE FUNCTION shop.total_of(wanted int) RETURNS numeric LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO log (line) VALUES ('asked');
  SELECT o.total FROM shop.orders o WHERE o.id = wanted AND orders.id IS NULL;
END;
CREATE FUNCTION shop.total_of(wanted int) RETURNS numeric LANGUAGE sql
BEGIN ATOMIC
  INSERT INTO log (line) VALUES ('asked');
  SELECT total FROM shop.orders WHERE id = total_of.wanted;
END;
CREATE FUNCTION note_of(o shop.orders) RETURNS text LANGUAGE sql RETURN o.note || ' ' || (SELECT count(*) FROM log);
CREATE FUNCTION late(wanted int) RETURNS numeric LANGUAGE sql AS 'SELECT total FROM shop.orders WHERE id = wanted';
ALTER TABLE shop.orders RENAME COLUMN total TO amount;
ALTER TABLE shop.orders RENAME COLUMN note TO remark;
ALTER TABLE log RENAME TO journal;
ALTER TABLE shop.orders DROP COLUMN amount;
DROP TABLE journal;
ALTER SCHEMA shop RENAME TO store;
