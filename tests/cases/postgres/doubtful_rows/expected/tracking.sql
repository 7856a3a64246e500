-- Records 5 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_rows_that_only_the_server_knows.sql
-- Last:  005_what_uses_the_doubtful.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   003_probable_failure.sql
--   004_certain_failure.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_rows_that_only_the_server_knows', '5db432469eecdc432e7f301d558d8eef35e4d79cf5079bb37b6153a6fea97430', true, NULL),
    ('002_changes_that_rows_may_refuse', '0b55c57fa88c150eb12d2ced1caaf3614e3ccba15d1bda41a5f6fa545991f2fb', true, NULL),
    ('003_probable_failure', '1dcf093e118defcb00d4aee3e876dc28a6f42adb00de77eb2952449cfea7ee2f', false, NULL),
    ('004_certain_failure', '36e7cf06483d3ec41ecf06cfec3f884504e4e4cd9d532d90c7b8b6fc454365b3', false, NULL),
    ('005_what_uses_the_doubtful', 'c93d899fe6935108f76561f8ef41192e4b4bbe0d097d231e43944876333008e1', true, NULL)
ON CONFLICT (version) DO NOTHING;
