-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_operator_classes.sql
-- Last:  001_operator_classes.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_operator_classes.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_operator_classes', '876fb4c3f816bc712883632a56f97df697e63d4bbdf0d54b8febd690e5f4d470', false, NULL)
ON CONFLICT (version) DO NOTHING;
