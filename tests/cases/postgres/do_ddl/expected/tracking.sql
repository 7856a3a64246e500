-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_guards.sql
-- Last:  002_made_by_text.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_guards', '640082f2f762f4db27f84401338f64f76d61f3edf09a2267d4c90b06b50515f7', true, NULL),
    ('002_made_by_text', 'a6f4006285338234c5b160e83bd262282bd0b5d5279f98c80d6d52fcdd5d9003', true, NULL)
ON CONFLICT (version) DO NOTHING;
