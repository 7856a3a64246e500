-- Records 4 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_triggers.sql
-- Last:  004_no_return.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   002_refused.sql
--   004_no_return.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_triggers', '9c9e515426382fec3f04e11ad1769a3d2b99d427b8423b8c27ea93048142f19c', true, NULL),
    ('002_refused', '72d2cc311d73ef44819663bdfaeedc4f502ff319fee5a9caa57be52b3863bcdb', false, NULL),
    ('003_disabled', '2cdcf42404283f7cc2ba56870fa95cda5517e2f1d32d96fe1510aad509e7e218', true, NULL),
    ('004_no_return', '9ad8ff7e3671427245d4dbacf62c9a1c42b388aee6be5796e90c7239c13169f3', false, NULL)
ON CONFLICT (version) DO NOTHING;
