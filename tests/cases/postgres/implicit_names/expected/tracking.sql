-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001.sql
-- Last:  002_renamed.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001', 'fb058264fbccbcd2cd8bde9ebfc6a2c8a22cb92a8f0c0b2d099965b69c29e06b', true, NULL),
    ('002_renamed', 'd209bafe54c7bf6e60608089690f49f6cb5913de52b71d6c465adc13cd7efc80', true, NULL)
ON CONFLICT (version) DO NOTHING;
