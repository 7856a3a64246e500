-- Records 9 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_keys_one_by_one.sql
-- Last:  009_check_only.sql
--
-- 4 migrations failed. A failed migration has success = false:
--   006_nullable_child.sql
--   007_foreign_key_only.sql
--   008_not_a_part.sql
--   009_check_only.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_keys_one_by_one', 'f349be0126db22a1b4e587330925ba75f7aabcac20a78f572bfb933595213b77', true, NULL),
    ('002_incomplete', '9e1d3bb2279965025120a3681bdc2994fd460c0548ca2c809f9527106c2d761e', true, NULL),
    ('003_new_partition', '675c1f529a15697921530cdd925c15697ffb86ecc1650311fb8fff4c4ffe52f1', true, NULL),
    ('004_without_partitions', 'db1896043e0da0dcd38101c187235ab742099ce166c21b961795668f04b03205', true, NULL),
    ('005_parent_of_children', 'b0c7aa609f94661459572f822d1d1615807b21a51a3424c3e63b533b92053118', true, NULL),
    ('006_nullable_child', '7e7efa34c0863e06eaae30e2102f1f1a2aa41a357d9246fcf811abf4f3c62eb2', false, NULL),
    ('007_foreign_key_only', '9db970d984584939ee4244eb43e9c8c9e5a260234297fa3897acbe04c5ac4c25', false, NULL),
    ('008_not_a_part', 'a786439aed14f3b09fa5dc211aa7b6c1db5d45dcb2ec23bac981abddae5f846f', false, NULL),
    ('009_check_only', '95c1bcd5431bb231aedbbf0f47b518fc21c86861da49a169a06e31ac9421d262', false, NULL)
ON CONFLICT (version) DO NOTHING;
