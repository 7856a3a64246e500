-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_options.sql
-- Last:  001_options.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_options.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql LONGTEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_options', 'a9762ceeb60661501fa378181f9270b429439d8407881178df009da7bb8097e7', 0, NULL)
ON DUPLICATE KEY UPDATE version = version;
