-- Records 3 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_wrappers_servers_users.sql
-- Last:  003_of_extensions.sql
--
-- 3 migrations failed. A failed migration has success = false:
--   001_wrappers_servers_users.sql
--   002_foreign_tables.sql
--   003_of_extensions.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_wrappers_servers_users', '97a327f1338bae794d7b61a02ba8a3d650b04fa6273607261d74c256f8b0e9b1', false, NULL),
    ('002_foreign_tables', '56a0ad8a9c29c68759aaf15164441ee069675198dff8f3ea9d048e80daf06a5d', false, NULL),
    ('003_of_extensions', '5a406e9f5986b810a6518d35d4aed0cef54d0dc76689a8d60a75acc1f0f65a37', false, NULL)
ON CONFLICT (version) DO NOTHING;
