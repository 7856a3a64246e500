CREATE SCHEMA app;
CREATE TABLE users (id int PRIMARY KEY, email text, secret text);
CREATE TABLE app.orders (id int PRIMARY KEY, total int);
CREATE TABLE parent (id int PRIMARY KEY, note text);
CREATE TABLE child () INHERITS (parent);
CREATE TABLE parted (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (0) TO (10);

-- All there is.
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE PUBLICATION nothing;
CREATE PUBLICATION chosen FOR TABLE users (id, email) WHERE (id > 10), app.orders WITH (publish = 'insert, update');
CREATE PUBLICATION families FOR TABLE parent, ONLY app.orders;
CREATE PUBLICATION alone FOR TABLE ONLY parent;
CREATE PUBLICATION parts FOR TABLE parted (id) WITH (publish_via_partition_root);
CREATE PUBLICATION schemas FOR TABLES IN SCHEMA app, TABLE users;
ALTER PUBLICATION nothing ADD TABLE users;
ALTER PUBLICATION nothing ADD TABLE users, app.orders;
ALTER PUBLICATION nothing ADD TABLE app.orders, parted_1;
ALTER PUBLICATION nothing DROP TABLE app.orders;
ALTER PUBLICATION nothing SET (publish = 'insert');
ALTER PUBLICATION schemas SET TABLES IN SCHEMA public;
ALTER PUBLICATION nothing RENAME TO almost_nothing;
COMMENT ON PUBLICATION everything IS 'For the replica';
DROP PUBLICATION IF EXISTS absent;
ALTER TABLE users RENAME TO accounts;
