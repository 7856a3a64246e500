-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_unknown.sql
-- Last:  001_unknown.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_unknown', '7af843444855474e7e8fc2fe6fecf8a51c47cc4041ebab9fdef36e92d5bedfeb', 1, NULL)
ON CONFLICT (version) DO NOTHING;
