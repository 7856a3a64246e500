INSERT INTO seen SELECT 'never', * FROM next_wrong();
