-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_owned.sql
-- Last:  001_owned.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_owned.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_owned', '3ae77a44a561b895fd054076f35d14f5ce6de22dfe20f187822c768c23a2e5b3', false, NULL)
ON CONFLICT (version) DO NOTHING;
