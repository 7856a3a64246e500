-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_operators.sql
-- Last:  001_operators.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_operators.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_operators', 'b77df10e4915e775db95e4c188d66ffd6ba907f7db5d1950c13c30859d9d536c', false, NULL)
ON CONFLICT (version) DO NOTHING;
