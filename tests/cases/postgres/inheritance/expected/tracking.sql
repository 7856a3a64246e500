-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_inherit.sql
-- Last:  001_inherit.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_inherit', 'd162eaeb1bebce3c011c396847b5ed7e4c581aee6497c5b3e794ac75d4f76e20', true, NULL)
ON CONFLICT (version) DO NOTHING;
