CREATE TABLE owners (id integer PRIMARY KEY);
CREATE TABLE pets (id integer, owner integer) PARTITION BY LIST (id);
ALTER TABLE ONLY pets ADD FOREIGN KEY (owner) REFERENCES owners;
