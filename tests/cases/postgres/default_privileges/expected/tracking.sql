-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_defaults.sql
-- Last:  002_refused.sql
--
-- 1 migration failed. A failed migration has success = false:
--   002_refused.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_defaults', 'b56e23143ab8cfccfe475d6012eac98b6b8ad0fe6cf14e68ef92723a5c382ab8', true, NULL),
    ('002_refused', 'c1db971d84a675d689257785d75e7e81e1f6e72e2b51f94510c1dd8f7f792a61', false, NULL)
ON CONFLICT (version) DO NOTHING;
