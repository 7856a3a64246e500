-- Records 8 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_calls.sql
-- Last:  008_trigger_as_function.sql
--
-- 7 migrations failed. A failed migration has success = false:
--   002_no_return.sql
--   003_raises.sql
--   004_not_writable.sql
--   005_not_a_procedure.sql
--   006_no_procedure.sql
--   007_procedure_as_function.sql
--   008_trigger_as_function.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_calls', 'ff5816041f7758575e8e6884c602c6223c5b0780e50d6f8ac76e36950e9d2e25', true, NULL),
    ('002_no_return', 'f4d188f75ff6c82396359b62bb47b5a81bb550c1d4fb41b122ca1e1435281358', false, NULL),
    ('003_raises', 'f18879e253deeb38ac70b4641c010cc93992e5058c1e58039da35179f8a54cd7', false, NULL),
    ('004_not_writable', 'a5e4c4bb1bc3bc5f3d9071a03cacb1075ce95a55a38412dbc90912e32eef7fbd', false, NULL),
    ('005_not_a_procedure', 'b436e591cd7935c93d03c05936807c95ed30a3b45d8fd36b34e8dab3d89de173', false, NULL),
    ('006_no_procedure', '4d850273eb63ca8129abeb23e6520e80e76f259156517e2b7342769cf15eac0c', false, NULL),
    ('007_procedure_as_function', '4c3ab1e74339098ad4c07837dfa7d38f7b877a52c9dffdca097f5d33ec8a0dd7', false, NULL),
    ('008_trigger_as_function', 'c9e26a92ca64adf1d024588243e2d78fe9ead778dad2c2bed6214037b9fe05c5', false, NULL)
ON CONFLICT (version) DO NOTHING;
