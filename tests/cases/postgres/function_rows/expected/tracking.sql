-- Records 9 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 01.sql
-- Last:  09_refused.sql
--
-- 8 migrations failed. A failed migration has success = false:
--   02_refused.sql
--   03_refused.sql
--   04_refused.sql
--   05_refused.sql
--   06_refused.sql
--   07_refused.sql
--   08_refused.sql
--   09_refused.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('01', '89673285941eb122f97bdf8936a0be6799c91f7e232ad26c0f04a28d27fb6fd4', true, NULL),
    ('02_refused', '6e542313f9aa62498acf425329363b50b81a1cf0d5407e8798c10ae97008cebb', false, NULL),
    ('03_refused', '821160f5f7b1965dc208071dbdb5735960cc1cd4d16456e6d9b13f00125e86d4', false, NULL),
    ('04_refused', '53e5ceacd698ea0af5724bf67f21879ed60980ca6e4b33cc06606091b0711b65', false, NULL),
    ('05_refused', 'd3de3909c9d9df09bd8ec2f4520d1f0b91516e334a85b0cbb2d98818d37a8cb0', false, NULL),
    ('06_refused', 'f0f40b5b0e9f99ac7d96930644b7d224c801dff9a715fb2c456d5f3bd6ddfacc', false, NULL),
    ('07_refused', '6eb2786887a3f5f8cf0a1e2519b7593d65ed854d3b2047a9f2d6aa7a04f3d43e', false, NULL),
    ('08_refused', '2ebb699a70f80d6f9b7e256a3a7fe143f44dd8477c75d22352c9e308be042615', false, NULL),
    ('09_refused', 'ea9468e1d890086b1e09ec165e20ff71a008ccac893fb294d3d2dd2c27b230a9', false, NULL)
ON CONFLICT (version) DO NOTHING;
