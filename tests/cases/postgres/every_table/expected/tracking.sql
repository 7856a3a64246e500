-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_tables.sql
-- Last:  002_partitions_and_renames.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_tables', 'dce9576ee4b711c57fa646b7f225043814f27d69d0d3d1e4b6019b9f920b027e', true, NULL),
    ('002_partitions_and_renames', '8bde5a86adb019fe97306dfca70bdf06a34cf03865b227df8ea56a75984690ac', true, NULL)
ON CONFLICT (version) DO NOTHING;
