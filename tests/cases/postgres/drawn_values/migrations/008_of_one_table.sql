CREATE TABLE notes (
    name text PRIMARY KEY,
    token uuid DEFAULT gen_random_uuid()
);
INSERT INTO notes (name) VALUES ('one'), ('two');
INSERT INTO notes SELECT 'copy of ' || name, token FROM notes WHERE name = 'one';
INSERT INTO notes (name) VALUES ('three');
