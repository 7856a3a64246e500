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
    ('001', '0710c1854d3fc7f7d804caf3777dac5bbeb634e5c0928e656410a77474da650d', true, NULL),
    ('002', '535650e97e18debeda98440c6525b043bc6cde0a4dcf22cd339a709882062523', true, NULL)
ON CONFLICT (version) DO NOTHING;
