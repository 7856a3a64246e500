-- Records 4 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_tables.sql
-- Last:  004_handlers.sql
--
-- 1 migration failed. A failed migration has success = false:
--   004_handlers.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql LONGTEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_tables', '0fb9cf04cb15c17019b93e4664c8617c94d602b8a092af72bee756c8344da73d', 1, NULL),
    ('002_add_column', '64b1f4d7e6ddff338afd39e0f24930bcbb5011d8ac1c1c6f4647928712bb2e8c', 1, NULL),
    ('003_strings', 'f44c5654b5b29202a152b2969eaeb45eb90d8af4e6252993f633408f3c8fd0e4', 1, NULL),
    ('004_handlers', 'f229d417785194d61dfbac1bcd281ba5b0811dc5a8fc78d3166feae7d4bdc752', 0, NULL)
ON DUPLICATE KEY UPDATE version = version;
