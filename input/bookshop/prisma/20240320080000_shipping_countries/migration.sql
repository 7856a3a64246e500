CREATE TABLE countries (
    code CHAR(2) PRIMARY KEY,
    name TEXT NOT NULL
);
INSERT INTO countries (code, name) VALUES ('DE', 'Germany'), ('FR', 'France'), ('CI', 'Côte d''Ivoire');

ALTER TABLE orders ADD COLUMN country CHAR(2) REFERENCES countries (code);
