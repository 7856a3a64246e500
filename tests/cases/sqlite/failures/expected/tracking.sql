-- Records 17 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_tables.sql
-- Last:  017_file.sql
--
-- 13 migrations failed. A failed migration has success = false:
--   002_there_already.sql
--   003_no_table.sql
--   004_no_column.sql
--   005_not_null.sql
--   006_unique.sql
--   007_check.sql
--   008_foreign_key.sql
--   009_syntax.sql
--   010_strict.sql
--   011_rename.sql
--   012_own_transaction.sql
--   014_deferred.sql
--   015_raise.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_tables', 'b9a54bb7e4d457ce5d6d7034f864e025f82717ca536ab1f47466268dbe2efbf9', 1, NULL),
    ('002_there_already', '4103e93e46873222927c48beae3f8dfc588467dc173c4159456802c5a63ad032', 0, NULL),
    ('003_no_table', '5920f20844df5016fbf8035d5c9118160e6b836b4482ce2ca987f46ebfb58787', 0, NULL),
    ('004_no_column', '99926c61fc219b092b6c8f5667b4b80a0573bb8c07ebc3e738833b7259d6485d', 0, NULL),
    ('005_not_null', '857c84fe0d3b34878757bdc1bdb617cd15ec9173965c8ea27a5353ebba1be094', 0, NULL),
    ('006_unique', '92cbc885befc00b19ed4c3f298b066a871376ade945ff745ec6f2ab0b9e63a0a', 0, NULL),
    ('007_check', '1c76448a86c60db866f60a32f5034c1e9ce8c87d143c2e1e1cb9285e3fe91c48', 0, NULL),
    ('008_foreign_key', '51902979655f60b993321bd981282e445047b13d957ebb1fee4bb8a64f20a112', 0, NULL),
    ('009_syntax', '11ddc8fb39f4cfacfa614ed3af0ae627bc656515501ad71b23d2c09e8eaa2e68', 0, NULL),
    ('010_strict', '1da0a9d2c76d8d5311cb9d99601f692ce9ce0c73ef734f5214d17758457b418f', 0, NULL),
    ('011_rename', 'a24f0d35304ee7063b4b6d8475647a447909d996c0f6d08ec7b5cc88aca4c4a9', 0, NULL),
    ('012_own_transaction', 'eab2d520de827cad089131aafd500e1ea1f549130340f877cd40b7bbec877b74', 0, NULL),
    ('013_left_open', '91401d157339b6904c89d905e832c6d3738b34590812255648e3fcd2cd94db61', 1, NULL),
    ('014_deferred', '6b27129c747c64556a6703f60ca1036444ad8e0a9a10b4a017ef8cbc17ef058a', 0, NULL),
    ('015_raise', '43b1611e933e10f0fbc69fefd18c1bc0c0a85b54d5a23ca65433241f5b91a00e', 0, NULL),
    ('016_noops', 'd987598644d8a60d8479bf804a399320fee3b13e0a8bd658c581c37d2cb0fbe2', 1, NULL),
    ('017_file', '9f758dfb0759da3e123f28228665c1b8a5e8d176713a7e140a58b45248c1d435', 1, NULL)
ON CONFLICT (version) DO NOTHING;
