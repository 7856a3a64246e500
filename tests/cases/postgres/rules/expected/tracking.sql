-- Records 3 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_rules.sql
-- Last:  003_rewritten.sql
--
-- 1 migration failed. A failed migration has success = false:
--   002_refused.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_rules', 'aefa69b0e414864d26ef42f9c20188cc1f0dc36470bcff463dd9fabeeb580abe', true, NULL),
    ('002_refused', '0805f8f4f96031562aff5289ce47ff768cab174cb0ca3fcc1a4caaf0941c9c42', false, NULL),
    ('003_rewritten', '2e7e79f1dbcfbcccd754a60688e0aee47e9b2300b073894b68602d8c32fdb694', true, NULL)
ON CONFLICT (version) DO NOTHING;
