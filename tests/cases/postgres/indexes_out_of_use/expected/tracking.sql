-- Records 4 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_for_a_while.sql
-- Last:  004_refused.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   003_missing.sql
--   004_refused.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_for_a_while', '913b6cd790471d1b6cdfe09e2a5adaa05dd0ad5106f374db6abcf907f9011acd', true, NULL),
    ('002_left', '359045af42ecbf66232d2a313f0e1297ec465d2b79af6e323c7ae0dc0ad9927a', true, NULL),
    ('003_missing', '22ef905c2c433f93fcd3ff0e54ede11fd31153843659c46d73e98e6b741903de', false, NULL),
    ('004_refused', '41c2f17253a5059cf691fa5c4d83d28373e249321df3de8f50ed3e598125db4c', false, NULL)
ON CONFLICT (version) DO NOTHING;
