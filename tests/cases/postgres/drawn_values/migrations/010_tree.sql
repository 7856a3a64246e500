CREATE TABLE tree (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    name text UNIQUE,
    parent uuid REFERENCES tree
);
INSERT INTO tree (name) VALUES ('root');
INSERT INTO tree (name, parent) SELECT 'leaf', id FROM tree WHERE name = 'root';
