-- Records 9 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001.sql
-- Last:  009.sql
--
-- 8 migrations failed. A failed migration has success = false:
--   001.sql
--   002.sql
--   003.sql
--   004.sql
--   005.sql
--   006.sql
--   007.sql
--   008.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001', 'c74e1909c100cb8fb18d74683c20552683af929a773f68a0a0d544bd3a7f5632', false, NULL),
    ('002', '8d81e468f5e44fb4b3b1ac8e16b32d031f91fbad526e4940635a929d9f381c76', false, NULL),
    ('003', 'f3d2ae686077cd3b54b96fb0146950b5b598c07124965415908d0f4b9e197bd8', false, NULL),
    ('004', 'b4c08ce373e4dcb91348f33162690b2b0026c3ffe91f564c7399d2fbb5925cab', false, NULL),
    ('005', 'd8a3fa7c1929087f328cc30a4b60c76074b6d20b9fc1ef6f193332afe6f9f184', false, NULL),
    ('006', '7791244783f7010c535679540f06c7948cd62dd56a58a9414700c4bd343311c6', false, NULL),
    ('007', '9815cee8d34f3a107bf11badd9801195b01a1d6628a032c8f3c25abe8290efb6', false, NULL),
    ('008', 'cd355a8d2e683259571f7ddce33638a6afd6cd2b2dee59c92769f093de141356', false, NULL),
    ('009', '603dbaea7c1f2f3fe6e2bdf95b947d105995db26cd7280b9da320249bd2e097c', true, NULL)
ON CONFLICT (version) DO NOTHING;
