-- Records 3 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_types.sql
-- Last:  003_changes.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_types', '22c05486890768156782efebf41d5553344163e288905cd9cea8009bcd791c11', true, NULL),
    ('002_objects', 'e3e79e84a2c306d7c30680fb0372a22690e13b2e977414f7ad8574bcbf9ebcfd', true, NULL),
    ('003_changes', 'eac57e20bf472a21bf6e52370141ef345153deb2259e73448d324754472434f0', true, NULL)
ON CONFLICT (version) DO NOTHING;
