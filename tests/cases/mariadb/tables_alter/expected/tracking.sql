-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_alter.sql
-- Last:  001_alter.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_alter.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql LONGTEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_alter', '372291bbe8d7bd35e585b3de16a48141bb4e29d3261434dc83af075273a43d05', 0, NULL)
ON DUPLICATE KEY UPDATE version = version;
