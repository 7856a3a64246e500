CREATE TABLE before_it (x);
CREATE TABLE a (id INT);
CREATE TABLE after_it (x);
