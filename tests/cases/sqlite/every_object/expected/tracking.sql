-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_all.sql
-- Last:  002_search.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_all', 'c84d9946ea885541c343e513c68c3e29628711dcb79d7fe43102e3d2e746f735', 1, NULL),
    ('002_search', '9683076505b5c5965c85a433fbfd7b579aad6ba91a318eeb63a049c6da9be58d', 1, NULL)
ON CONFLICT (version) DO NOTHING;
