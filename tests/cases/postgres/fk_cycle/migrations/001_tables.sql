-- Three tables in a circle, one that refers to itself, and one outside.
CREATE TABLE a (id int PRIMARY KEY, b_id int);
CREATE TABLE b (id int PRIMARY KEY, c_id int);
CREATE TABLE c (id int PRIMARY KEY, a_id int REFERENCES a);
CREATE TABLE tree (id int PRIMARY KEY, parent int REFERENCES tree ON DELETE CASCADE);
CREATE TABLE leaf (id int PRIMARY KEY, a_id int REFERENCES a (id) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED);
