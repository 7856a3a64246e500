ALTER TABLE nowhere.t ADD COLUMN b int;
