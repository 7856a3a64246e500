CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE SEQUENCE numbers;
CREATE TABLE people (
    id int DEFAULT nextval('numbers') PRIMARY KEY,
    name text NOT NULL,
    mood mood DEFAULT 'ok'::mood,
    age int,
    born int GENERATED ALWAYS AS (2000 - age) STORED,
    CONSTRAINT grown CHECK (age >= 0 AND name <> '')
);
CREATE INDEX by_name ON people (lower(name)) WHERE age > 18;
CREATE VIEW adults AS SELECT id, name, p.mood, age * 2 AS twice FROM people p WHERE p.age > 18;
CREATE VIEW everything AS SELECT * FROM people;
