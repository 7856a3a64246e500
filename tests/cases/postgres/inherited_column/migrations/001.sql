CREATE TABLE base (id int PRIMARY KEY, note text);
CREATE TABLE derived (extra int) INHERITS (base);
ALTER TABLE base ADD COLUMN added int DEFAULT 1;
