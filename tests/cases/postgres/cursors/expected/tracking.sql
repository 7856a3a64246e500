-- Records 7 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 01.sql
-- Last:  07_refused.sql
--
-- 6 migrations failed. A failed migration has success = false:
--   02_refused.sql
--   03_refused.sql
--   04_refused.sql
--   05_refused.sql
--   06_refused.sql
--   07_refused.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('01', '74e401f67768d6dc7cacecdd92965fe2bf7166de924aceca94bfaf5e5738b384', true, NULL),
    ('02_refused', '71da0c0e218001256925cc65eabe3f5f717fe75c7aadbc95b0883afdc202e5d3', false, NULL),
    ('03_refused', '920da87410baaf5bc91f7ea764c7afbe14e95f0cedd6484895467d66cae1e245', false, NULL),
    ('04_refused', '906d23bc7b5886ee798713be6a281a807f0f6a36b284db67d8fe91c8e39a4eae', false, NULL),
    ('05_refused', '306acca0687a21c9629252500b852259226ed3bf3be62021c6d27cd5a67b0c5e', false, NULL),
    ('06_refused', '88467710fea13b7b3b8c5aa983227e6e7ebbaafb8db1903e661077d6bb5150fc', false, NULL),
    ('07_refused', 'eb2a969ecec6d069ef9af98b02cbb831af2553dc1c4555fd9dc8caeb7dd201dd', false, NULL)
ON CONFLICT (version) DO NOTHING;
