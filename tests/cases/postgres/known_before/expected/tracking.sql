-- Records 3 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_books.sql
-- Last:  003_index.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_books', '2a21b4a705be38009dce7d242b90726ca20b0ef443d26eeeabc05012ac15d465', true, NULL),
    ('002_after', '1aa5ca116508c7ee1f0e6a145462586fa3ea89528f557756eca5dc539a3ddfb4', true, NULL),
    ('003_index', 'd640d4e55cd36082f19118b39b51161987851eaceef8028e186a4e2033a59434', true, NULL)
ON CONFLICT (version) DO NOTHING;
