-- Records 4 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_partitions.sql
-- Last:  004_bounds.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_partitions', 'da21a0bcdc040e8c7c96a70c0eee9deddc6e58d437e480f41bb9f07c001c5962', true, NULL),
    ('002_rows', '688254ce57b8ba270740ac98050f10a14a081bd9991ee52929ad8da8d3b4eba8', true, NULL),
    ('003_time_of_day', 'c3a578dddd7a5637986483d6a25afdcfb0987d8d946fe4237f2ddff3ae2480ee', true, NULL),
    ('004_bounds', '2638b870e160e5b2e33c0ce8791f0631684e00480ecd1decd30b55c034219880', true, NULL)
ON CONFLICT (version) DO NOTHING;
