-- Records 6 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001.sql
-- Last:  006.sql
--
-- 3 migrations failed. A failed migration has success = false:
--   002.sql
--   003.sql
--   004.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001', '8d0c73906306815e1fff65bbb8724ec1b74d2ef86b17422dd5b1e3774a70d7b0', true, NULL),
    ('002', '96675bc4f7630fe731c031f7a15922443ab8ce8a7967dcc0794fd5416be9854f', false, NULL),
    ('003', '09c3e79ce233d42e1cb06c02c2d3c2845d4ec5204a0305bf5e909f8c028ee81b', false, NULL),
    ('004', '6632ffa0238b21c2a75a07e5d2b016a5bcc908863750ffc61ad1caf74bf4fb0e', false, NULL),
    ('005', '3eaf9e74d02ff2be91850bba4120ad404586353684e4ec4d3176901db8bf1941', true, NULL),
    ('006', 'e3bf467b9b49ed91148015e60a8f99b055d8e5b8b48095ac4bd9136d7585a269', true, NULL)
ON CONFLICT (version) DO NOTHING;
