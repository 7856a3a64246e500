-- The column is gone at the end, so this cannot run there.
INSERT INTO shrunk SELECT 1, 'x' WHERE random() > 2;
ALTER TABLE shrunk DROP COLUMN gone;
