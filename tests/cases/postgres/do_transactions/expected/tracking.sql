-- Records 8 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_transactions.sql
-- Last:  008_concurrently.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   003_call_in_transaction.sql
--   006_kept.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_transactions', '8a614075368e8e26504bc7ce8367f2e0c0d9781e20c3389e332ea2e15ad69c16', true, NULL),
    ('002_call', 'de089bfc6f565cff5a12c50a2ccfa5aeed2e778a9876eacc6fae73cb93381292', true, NULL),
    ('003_call_in_transaction', 'a5b2c8b563528fb005f2d5cdc308e13f5c7a685319c547fe56ca832d7c2559d9', false, NULL),
    ('004_in_do', '27bcf19b2d3803e5f7522a1db470a3830738330141f325ca3a38dfba77315f6c', true, NULL),
    ('005_subtransaction', '256b0b9328b8fdc838728cd0c297467a094a6d24ffb248a9e3aca72b12f851da', true, NULL),
    ('006_kept', '4f211556b9b15477144eb94cc42651db2da9a09401c04fa0e1d1437d3156ba65', false, NULL),
    ('007_labels', '23dc0c5259f4d3e8f079cbe29cae53d5cac22fd20319af570a5cc8835d61265f', true, NULL),
    ('008_concurrently', 'e7c1feb3bf316b919fba26eee603def1968f83c92da9eaa3d3761ab75cd490e3', true, NULL)
ON CONFLICT (version) DO NOTHING;
