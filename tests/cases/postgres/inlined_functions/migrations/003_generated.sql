-- Before version 17 a generated column is looked at as it is written.
CREATE TABLE made (name text, canon text GENERATED ALWAYS AS (canon(name)) STORED);
