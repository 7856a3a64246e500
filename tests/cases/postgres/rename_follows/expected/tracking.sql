-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001.sql
-- Last:  002.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001', '3f8f634a0d9c1af00bcaf9ea0eb79de404a0854544c8202f605fa6cf5ef09727', true, NULL),
    ('002', '7964eb8c8d2f212f5f0fb881056d873bfb93ca7f9c4bf83c13b74ac61c931a81', true, NULL)
ON CONFLICT (version) DO NOTHING;
