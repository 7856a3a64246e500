-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_partitions.sql
-- Last:  001_partitions.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_partitions.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql LONGTEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_partitions', '82660d9a839ef0466cfa58701b3abba4b893fc04b570578e158287759f722836', 0, NULL)
ON DUPLICATE KEY UPDATE version = version;
