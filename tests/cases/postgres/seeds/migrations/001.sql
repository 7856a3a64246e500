CREATE TABLE kinds (id serial PRIMARY KEY, name text NOT NULL UNIQUE, weight numeric(6, 2) DEFAULT 1.5, since timestamptz DEFAULT now());
CREATE TABLE things (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, kind int REFERENCES kinds, label varchar(5));
INSERT INTO kinds (name) VALUES ('stone'), ('wood');
INSERT INTO things (kind, label) VALUES (1, 'grey'), (2, NULL);
INSERT INTO kinds (name, weight) VALUES ('air', 0) ON CONFLICT DO NOTHING;
