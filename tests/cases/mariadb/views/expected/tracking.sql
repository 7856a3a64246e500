-- Records 3 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_tables.sql
-- Last:  003_later.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql LONGTEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_tables', '7be71255dad8ea56010e926490973d6d3a803707709066c3921347aa523af211', 1, NULL),
    ('002_views', 'a2740c7c318c5c5e01050b6443729d0b581f938c2ed3b53eb1ea9a29fd49713c', 1, NULL),
    ('003_later', '72aa5fce093b1e89821bc211fbcaeb4e3c2f85bb67cbf97cde9d01c32787450e', 1, NULL)
ON DUPLICATE KEY UPDATE version = version;
