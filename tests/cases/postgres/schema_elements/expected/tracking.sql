-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_elements.sql
-- Last:  001_elements.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_elements.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_elements', 'f5e7386c7df112cc4f298adaccd1d3cbc7730196e4ba173f58e74a458b737d6f', false, NULL)
ON CONFLICT (version) DO NOTHING;
