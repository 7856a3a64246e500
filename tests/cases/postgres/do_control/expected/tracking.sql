-- Records 3 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_control.sql
-- Last:  003_returning.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_control', 'd7dc310a42159282be0374ea7614035ab66e5f134c42162e4ca457c557bee8cc', true, NULL),
    ('002_exceptions', '5c500c82588fc7ee80034a0d30895c20f5e23edd0111fccc63cd2ee192bb7e64', true, NULL),
    ('003_returning', '059e2263970eacb95af9d049fe4118b81d3a1cb8f720b730de86a4ee2260fdfa', true, NULL)
ON CONFLICT (version) DO NOTHING;
