-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_collations.sql
-- Last:  001_collations.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_collations.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_collations', '36fa3d2f5e1fcecdf493e37f14c572334a487ce305292eb8ef5a075643af9d07', false, NULL)
ON CONFLICT (version) DO NOTHING;
