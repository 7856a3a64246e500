CREATE TABLE zz (a int, b numeric(10, -2), c varchar(5));
