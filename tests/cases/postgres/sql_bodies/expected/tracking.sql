-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_bodies.sql
-- Last:  002_renames.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   001_bodies.sql
--   002_renames.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_bodies', 'a16a2377a2f594a4311a3cbde8dd4eb07997cf670d4e3c1b20ff121e1a7fb319', false, NULL),
    ('002_renames', 'b12d0383cd5e7c24046a6e5b20ce7ebb5fe200ffda7d001dd800f31925094412', false, NULL)
ON CONFLICT (version) DO NOTHING;
