-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_aggregates.sql
-- Last:  001_aggregates.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_aggregates.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_aggregates', '583d94a44b93984dd36abab29a6ee5071af6b7c96675d21f75e94f6a8dd9e4cf', false, NULL)
ON CONFLICT (version) DO NOTHING;
