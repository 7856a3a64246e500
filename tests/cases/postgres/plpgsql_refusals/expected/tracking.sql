-- Records 4 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_declarations.sql
-- Last:  004_returns_and_types.sql
--
-- 4 migrations failed. A failed migration has success = false:
--   001_declarations.sql
--   002_ends.sql
--   003_statements.sql
--   004_returns_and_types.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_declarations', '30182645c3a9518fab785b2578864d2afe2410f86ac91e0d7702caaacc5f4399', false, NULL),
    ('002_ends', 'eee9930ec6033b8c408c4e62e3004381a3d58f793ee25c68ac3f011e3a123935', false, NULL),
    ('003_statements', '8b0b071f7e745e3a31cf10806a72b66d2bbb638271b5571bccafb27dc8422e9b', false, NULL),
    ('004_returns_and_types', '31a61e99309530366bc4b72366e76f15728507a5737e434a085c36d8d6e209e2', false, NULL)
ON CONFLICT (version) DO NOTHING;
