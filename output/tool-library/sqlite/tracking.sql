-- Records 6 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_members.sql
-- Last:  006_open_loans.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_members', '42705dc107c67ebde7e39eff8eaee1230af837f9cf06cc93a9da04abea472b57', 1, NULL),
    ('002_tools', 'efed1c0fc7b74134758536e21544251670b3eb3d8971a0f87050f7b666d0326b', 1, NULL),
    ('003_loans', '91eb67d7fa88309c469909264e9e17d4ab56d3ea2d38fb935d47cb288c9ae03b', 1, NULL),
    ('004_first_tools', 'e18a5e6decff8318954713d82ab1368ab29207e07f13148881f48cbc215a1ca8', 1, NULL),
    ('005_members_leave', 'f6fd2948e29fb28c3c2d5e3c057b2b17480f5d095747a9dd7b66f1ee260a7fc5', 1, NULL),
    ('006_open_loans', '0d82726745a234064b2358d4486d39f4e77cb35e2cc79473d8a3f2ce4114f2f9', 1, NULL)
ON CONFLICT (version) DO NOTHING;
