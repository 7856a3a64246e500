CREATE TABLE fine (x);
CREATE TABEL oops (x);
