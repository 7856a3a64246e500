-- Records 3 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_users.sql
-- Last:  003_rename.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_users', 'acc5a40b7e12ed53f50234b6aa91765c4c82e77c5db97d7139d1ad661b3126c6', 1, NULL),
    ('002_rebuild', '50a4adee182f90263c867d81ae60b1937ddf733c7507e25a92b35f91c789c24e', 1, NULL),
    ('003_rename', 'e3548c8313bef19c527dfc2092df150b03885bafe86222859364072d34e9d9f3', 1, NULL)
ON CONFLICT (version) DO NOTHING;
