-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_delete.sql
-- Last:  002_update.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   001_delete.sql
--   002_update.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_delete', '485ba86e81635d5eb306f2ab8439e7df04aa0db6c7e1320724733c919636b048', false, NULL),
    ('002_update', '3278e72086918a7487f89f589ba058959b921740b40909d0a51e6b871aa3af31', false, NULL)
ON CONFLICT (version) DO NOTHING;
