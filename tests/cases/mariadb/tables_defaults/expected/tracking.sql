-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_defaults.sql
-- Last:  001_defaults.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_defaults.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql LONGTEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_defaults', '75b07eb8ba2e399f0004c10b49a29c738797d8ed330bf3f92d4aeb5f89ac1fac', 0, NULL)
ON DUPLICATE KEY UPDATE version = version;
