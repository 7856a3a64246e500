-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_events.sql
-- Last:  002_branch.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_events', '1e5ed656ba1fd456910db4130ff7b6604a15fe7ebe573a7e272ab8c72bdc26df', 1, NULL),
    ('002_branch', 'b346210293beb2070fef74c35fdfe6b3d963d9bb223f83c2f8560382fe4ed60b', 1, NULL)
ON CONFLICT (version) DO NOTHING;
