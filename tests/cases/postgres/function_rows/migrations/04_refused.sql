SELECT * FROM untyped();
