-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_tables.sql
-- Last:  002_close.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_tables', '4b3d29b4e9c1c9e8adfc687c12f43a8b26e301ed21ce975b1e9a509d1ed2b52a', true, NULL),
    ('002_close', 'a78af2293becf458066562e186a55d7847d180ed8dc51b7f7106ab16638b6517', true, NULL)
ON CONFLICT (version) DO NOTHING;
