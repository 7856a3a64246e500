-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_rows.sql
-- Last:  002_later.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   001_rows.sql
--   002_later.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_rows', '6a7b2dc11b78ea3fd73e4b005407ec41150a9414c1a88fd60dc2caee1e824096', false, NULL),
    ('002_later', '9f759744888344555ceea3e2b698b6e7a3ba8dd29813df23d17a91b493847837', false, NULL)
ON CONFLICT (version) DO NOTHING;
