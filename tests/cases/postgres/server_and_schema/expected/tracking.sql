-- Records 2 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_all.sql
-- Last:  002_block.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   001_all.sql
--   002_block.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_all', '5b2d23e43bcf64ccac08493fa6fda9c481e16e7d5c0a23fd0eb2371ba36f64ae', false, NULL),
    ('002_block', 'bc3bee9b95368b7909a894c7500401fd6f2187958284f672956268221a73ee56', false, NULL)
ON CONFLICT (version) DO NOTHING;
