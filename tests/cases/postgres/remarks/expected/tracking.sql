-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_shelf.sql
-- Last:  002_lending.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_shelf', '2090fa251a1503c87024cac66d36be85940a35dc7ec2c9a0e52c5464bf291734', true, NULL),
    ('002_lending', '7d8d11f585409e29793db7ac7c93211b96b8ea8160079254be8140921d34354b', true, NULL)
ON CONFLICT (version) DO NOTHING;
