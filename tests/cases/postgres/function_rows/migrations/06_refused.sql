SELECT * FROM two_columns();
