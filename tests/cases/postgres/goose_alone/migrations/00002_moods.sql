-- +goose Up
CREATE TYPE mood AS ENUM ('calm', 'busy');
CREATE TABLE room (id int PRIMARY KEY, moods mood[] NOT NULL DEFAULT ARRAY['calm']::mood[]);
INSERT INTO room (id) VALUES (1), (2);
ALTER TABLE room ADD COLUMN past mood[] DEFAULT ARRAY['busy', 'calm']::mood[];
ALTER TABLE room ADD CONSTRAINT room_few CHECK (id < 100);

-- +goose Down
DROP TABLE room;
DROP TYPE mood;
