-- Records 3 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001.sql
-- Last:  003.sql
--
-- 1 migration failed. A failed migration has success = false:
--   002.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001', '68b49ffb00d5984a1515500e074ecc7b4c14319483667827d8076c4fed045ef5', true, NULL),
    ('002', '4c4c1d44104f7df8fcd872e9fc66745a6342aa7edc91a965bc93078b47e2f67c', false, NULL),
    ('003', '30134bb2abfd2f54dc6ca5b75a333177a0c9a4dbf21f8d2a26807cf72f9d5900', true, NULL)
ON CONFLICT (version) DO NOTHING;
