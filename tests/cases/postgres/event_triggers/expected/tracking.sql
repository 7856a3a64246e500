-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_event_triggers.sql
-- Last:  001_event_triggers.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_event_triggers.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_event_triggers', '98563013314e8d093a1010b053258228210c22bff2ce8151928489b07c20c581', false, NULL)
ON CONFLICT (version) DO NOTHING;
