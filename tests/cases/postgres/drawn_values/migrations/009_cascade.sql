CREATE TABLE sessions (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text UNIQUE
);
CREATE TABLE events (
    session_id uuid REFERENCES sessions (id) ON DELETE CASCADE,
    what text
);
INSERT INTO sessions (name) VALUES ('a'), ('b');
INSERT INTO events SELECT id, 'start of ' || name FROM sessions;
DELETE FROM sessions WHERE name = 'a';
