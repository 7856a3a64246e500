-- Fails: open_tickets reads the column.
ALTER TABLE tickets DROP COLUMN status;
