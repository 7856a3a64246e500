-- Records 1 migration as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_aggregates.sql
-- Last:  001_aggregates.sql
--
-- 1 migration failed. A failed migration has success = false:
--   001_aggregates.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_aggregates', 'ded8acffc8dcfacf1bfb49c4f9502e5ed4e3d018ded5debec0869e078969cf71', false, NULL)
ON CONFLICT (version) DO NOTHING;
