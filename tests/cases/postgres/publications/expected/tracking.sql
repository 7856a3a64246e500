-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_publications.sql
-- Last:  002_refused.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   001_publications.sql
--   002_refused.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_publications', '5b2a77a7f9e3bcf165b3c6055a5611a9bbde8540d41971667e4d169948fccf96', false, NULL),
    ('002_refused', 'faa90a117b54a160eca4d1c6aa5ab66150177ccc69b0c6181156f85ebc45ed12', false, NULL)
ON CONFLICT (version) DO NOTHING;
