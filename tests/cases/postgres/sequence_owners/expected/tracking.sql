-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001.sql
-- Last:  001.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001', '96a6f94840034f96764408ccb59b553531583b84a8ab7e474ce2db3b84929b0d', true, NULL)
ON CONFLICT (version) DO NOTHING;
