-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_casts.sql
-- Last:  002_without_function.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   001_casts.sql
--   002_without_function.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_casts', 'a16e82b83d8e58c84bf868afb63db5c5cb4afa05895d3fc5961e0afb3c5fc29a', false, NULL),
    ('002_without_function', '2e706fb8e399c05d7452e1a3ae48381e4cd45a820ef828ee3bb699abe4eecd99', false, NULL)
ON CONFLICT (version) DO NOTHING;
