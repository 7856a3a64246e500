-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_copy.sql
-- Last:  001_copy.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_copy.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_copy', '68b4806390444eeed87208a129578b671af9f4ecfadd391ab121ac5a8baadc6a', false, NULL)
ON CONFLICT (version) DO NOTHING;
