-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001.sql
-- Last:  001.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001', 'd3d4c47854d9fbe3e5a55b839ed2eaec83ed7c31b50396f219fc78903214cc6e', false, NULL)
ON CONFLICT (version) DO NOTHING;
