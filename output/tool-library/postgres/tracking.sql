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
    ('001_members', 'eaf0df8a90ad31d689279a1bc5db0884d87ad221b34adf50552b09a2167736f7', true, NULL),
    ('002_tools', 'd4cd66d9b6c48b9a0c1e429dbe36c29a684d9d1b0f597e669d20e58c36dbc817', true, NULL),
    ('003_loans', '6c460dd10876d80416e1e5a34577abcea1d80bb3e01c0d852665310cf5aba594', true, NULL),
    ('004_first_tools', 'e18a5e6decff8318954713d82ab1368ab29207e07f13148881f48cbc215a1ca8', true, NULL),
    ('005_members_leave', 'ae545f60508d659d5620df4f31859b35ee965e04eb2e88102f7aeb711582e3a4', true, NULL),
    ('006_open_loans', '0d82726745a234064b2358d4486d39f4e77cb35e2cc79473d8a3f2ce4114f2f9', true, NULL)
ON CONFLICT (version) DO NOTHING;
