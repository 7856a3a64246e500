-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_views.sql
-- Last:  001_views.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_views.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_views', '2a724c302456de5b4f187ef40a6b626847ac58b72ee3bdd7979783168151356e', false, NULL)
ON CONFLICT (version) DO NOTHING;
