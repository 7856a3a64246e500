-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_cycle.sql
-- Last:  001_cycle.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_cycle', '5c1a7d3fc87ec9551b4092a987db9f3d507281bbfc5508b782524f6cba6fa7d6', 1, NULL)
ON CONFLICT (version) DO NOTHING;
