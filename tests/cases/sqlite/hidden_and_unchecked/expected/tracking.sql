-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_hidden.sql
-- Last:  002_rows.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_hidden', 'a2af29b62ec9846888fe3945f4c52cfc0f2c5b775e7cbffde6fb073be0b5365f', 1, NULL),
    ('002_rows', 'aaf018bcbd64dedfa632fccb94abad77d69c8d63b0e7569130d201b215082d6d', 1, NULL)
ON CONFLICT (version) DO NOTHING;
