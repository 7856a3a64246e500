-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_all.sql
-- Last:  001_all.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_all.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_all', 'f6ebbeda6b7ace35c393bd715abadc967ce6fc848c79b91a335f36d5d9cfbc8b', false, NULL)
ON CONFLICT (version) DO NOTHING;
