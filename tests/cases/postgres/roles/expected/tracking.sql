-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_roles.sql
-- Last:  001_roles.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_roles.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_roles', 'de733e29d3a815538c8ba1de2dcb032200836d2644eff9f054630538ae0a2ed5', false, NULL)
ON CONFLICT (version) DO NOTHING;
