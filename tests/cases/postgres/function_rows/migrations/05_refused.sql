INSERT INTO seen SELECT 'never', * FROM a_record() AS r(a int, b int);
