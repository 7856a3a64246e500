-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_names.sql
-- Last:  001_names.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_names.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql LONGTEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_names', '78c6ea0a9b951b2e27d68f453068ed71d5cae02b7f5c0778a83e248e6478a332', 0, NULL)
ON DUPLICATE KEY UPDATE version = version;
