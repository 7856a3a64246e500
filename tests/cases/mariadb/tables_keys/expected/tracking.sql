-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_keys.sql
-- Last:  001_keys.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_keys.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql LONGTEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_keys', 'a0df36cb612614f541de878d49fc4905b00e2edcc34b42b6ba4fa2ea0619a86f', 0, NULL)
ON DUPLICATE KEY UPDATE version = version;
