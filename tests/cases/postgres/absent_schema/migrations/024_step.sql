ALTER TABLE pg_catalog.pg_class ADD COLUMN b int;
