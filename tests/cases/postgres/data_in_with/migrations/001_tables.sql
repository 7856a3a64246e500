CREATE TABLE author (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE book (id serial PRIMARY KEY, author int NOT NULL REFERENCES author (id), title text, pages int);
CREATE TABLE shelf (id int PRIMARY KEY, title text);
CREATE TABLE journal (entry text);
CREATE TABLE token (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), holder text);
CREATE TABLE token_use (token uuid);
