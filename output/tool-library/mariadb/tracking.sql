-- Records 6 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_members.sql
-- Last:  006_open_loans.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql LONGTEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_members', 'ba841c5b7b0d577db167f600feebe1990eaf95e95b288f9954a619ec47f7eb87', 1, NULL),
    ('002_tools', '810df4bbf087964b26eaeaea10feed446918ad5b019e3b0348b8693aaf9101da', 1, NULL),
    ('003_loans', '0a124d3bc33e94e829de69411c2a5cebe42a359ec46e7b8a567049a2c90af12c', 1, NULL),
    ('004_first_tools', 'e18a5e6decff8318954713d82ab1368ab29207e07f13148881f48cbc215a1ca8', 1, NULL),
    ('005_members_leave', '701609f0baf7f6c0a2caac045b8f7f885a9dcc305d0f919b2cc9b60200c9e02d', 1, NULL),
    ('006_open_loans', '0d82726745a234064b2358d4486d39f4e77cb35e2cc79473d8a3f2ce4114f2f9', 1, NULL)
ON DUPLICATE KEY UPDATE version = version;
