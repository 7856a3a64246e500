-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_all.sql
-- Last:  002_modes_of_arguments.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   001_all.sql
--   002_modes_of_arguments.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_all', '18d03c90ab520c16db31f9d09b56a79bf4e5a4c7b096aa7ecbc7fb0d72bae2d1', false, NULL),
    ('002_modes_of_arguments', '234717c5d6e51c15cd023ee9cf3bd53a98b45b41a716a7c3e17552d808fccd0e', false, NULL)
ON CONFLICT (version) DO NOTHING;
