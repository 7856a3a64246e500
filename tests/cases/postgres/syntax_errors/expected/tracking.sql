-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001.sql
-- Last:  002.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   001.sql
--   002.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001', '56f6c8a553f391528d5ff27b18cc0362bd17dce779001767134276ea143561f1', false, NULL),
    ('002', '455bd0525aa39060758a3fdadada17a7251eec582dfb53ca29c8b533fc7537fe', false, NULL)
ON CONFLICT (version) DO NOTHING;
