-- Records 5 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_indexes.sql
-- Last:  005_duplicate.sql
--
-- 3 migrations failed. A failed migration has success = false:
--   002_clock.sql
--   004_not_inlined.sql
--   005_duplicate.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_indexes', '9dc1202cb62386ebbc71cb8337c559ab1f30cb4eef49225865d0474898ff9925', true, NULL),
    ('002_clock', '59501747757d8b8f8715ccfcd95a8b32cf136882ad5ece035740a93c5498a231', false, NULL),
    ('003_generated', '063c7ce81acafa5e6e6b633dc0c68895556bae22636ecf5aeaf29034dca33f95', true, NULL),
    ('004_not_inlined', 'dfa83118e2eebcd8cac24fcc0508812d106b9270f5fdf01aa51c46a8b9a97c0d', false, NULL),
    ('005_duplicate', '729a8a3524c44c073bbb266746b0c4d1637ead7a66e652d35be02a836cf003f2', false, NULL)
ON CONFLICT (version) DO NOTHING;
