-- Records 5 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 01.sql
-- Last:  05_rest.sql
--
-- 3 migrations failed. A failed migration has success = false:
--   02_refused.sql
--   03_refused.sql
--   04_refused.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('01', '92b17b0bd5026e8d9c137ddc62122f9cc51f90f61e8f34f313ade917528033ac', true, NULL),
    ('02_refused', 'd04c69b372e1073b25e3c7927d3518dd525c7f3b524d39030d39a44fd2c866dc', false, NULL),
    ('03_refused', 'd7680dd4a90d4c18de7deed373bc5755e7e9bd7fb560e0be681e1fbac3314e91', false, NULL),
    ('04_refused', 'a60c2bbbc1a3138fc5ee3832ee5c13d2ba42a5d09d62ef5d764a76b1faa2780d', false, NULL),
    ('05_rest', 'f97c426051f5b6fc9b3e5700cc5880b7945f9184ba14a62a49c7863f83719cd7', true, NULL)
ON CONFLICT (version) DO NOTHING;
