-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_quoted.sql
-- Last:  002_values.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_quoted', '85dcbc0f6c564847147c8da69af89aebe450c85454baffae8b8d6d7feda1819e', true, NULL),
    ('002_values', 'c7ea96084113e76b4d9c5b673695848c5d224ac75e85b64e837c29d48e0d6cf3', true, NULL)
ON CONFLICT (version) DO NOTHING;
