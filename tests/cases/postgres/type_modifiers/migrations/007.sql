CREATE TABLE zz (a int, index i (lower(a), a + 1, -1));
