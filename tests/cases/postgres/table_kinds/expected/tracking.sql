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
    ('001', 'c364421cbe10375a990271d8bdeb5c0d11dab8606304b0804e71936bc4cf29e2', false, NULL)
ON CONFLICT (version) DO NOTHING;
