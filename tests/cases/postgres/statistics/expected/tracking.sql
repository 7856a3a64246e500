-- Records 3 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_statistics.sql
-- Last:  003_like.sql
--
-- 1 migration failed. A failed migration has success = false:
--   002_refused.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_statistics', '3b4fb9561f35a9da43b6d26cd3be28b9d916fceaaa916a7db86bdd3b83380275', true, NULL),
    ('002_refused', 'c7ca5283d0d038992e8c105d9a8c4700cb1bd343e44c50ea05a14f15f4e55379', false, NULL),
    ('003_like', 'd9ab240c13abf2134a19cbc4fc1c8c61e8534222cb6553b41232eff875288b18', true, NULL)
ON CONFLICT (version) DO NOTHING;
