-- A table that is inherited from keeps its key to itself.
CREATE TABLE animals (id integer, name text);
CREATE TABLE dogs () INHERITS (animals);
ALTER TABLE ONLY animals ADD PRIMARY KEY (id);
