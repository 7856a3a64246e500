CREATE TABLE zz (a int, index i (a desc nulls last));
