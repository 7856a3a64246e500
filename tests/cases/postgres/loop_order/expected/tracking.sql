-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 1.sql
-- Last:  1.sql
--
-- 1 migration failed. A failed migration has success = false:
--   1.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('1', 'dc64e3bd348da15fd6ca54403b45eca14a66c4caa03b72a71337fda4b90013e7', false, NULL)
ON CONFLICT (version) DO NOTHING;
