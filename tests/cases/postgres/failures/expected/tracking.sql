-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001.sql
-- Last:  001.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001', '26613ae8cfebfdfbb0c47fca8ad9892a490cfb24dcf16f23c69f4d38d7759d50', false, NULL)
ON CONFLICT (version) DO NOTHING;
