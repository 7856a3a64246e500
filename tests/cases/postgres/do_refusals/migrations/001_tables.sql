CREATE TABLE t (a int PRIMARY KEY, b text NOT NULL);
CREATE TABLE log (n serial PRIMARY KEY, m text);
CREATE TYPE en AS ENUM ('a');
