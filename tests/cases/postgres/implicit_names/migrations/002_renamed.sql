-- Names that were made up stay as they are.
ALTER TABLE t RENAME TO u;
ALTER TABLE u RENAME COLUMN a TO x;
CREATE TABLE t (id serial PRIMARY KEY, a int UNIQUE);
ALTER TABLE u ADD UNIQUE (b);
