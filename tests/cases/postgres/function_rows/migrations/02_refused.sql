INSERT INTO seen SELECT 'never', * FROM mistyped();
