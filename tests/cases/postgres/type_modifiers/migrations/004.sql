CREATE TABLE zz (a int, index i (a b));
