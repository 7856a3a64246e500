-- Records 4 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_tables.sql
-- Last:  004_no_longer_possible.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_tables', '3fe675a436540f9389a6a58bc46deb38706f7cc27653effbaadca9eed93a1eff', true, NULL),
    ('002_rows_that_only_the_server_knows', '76d6b07d82c9e5a84c6780a4323757380955df3c75dd25e3be624f3ab89faee6', true, NULL),
    ('003_a_later_trigger', '7fef958ffabda401067cae6a45c3c8346b9a53f52b1501e6da545fd8d210ee3c', true, NULL),
    ('004_no_longer_possible', '11a999a3fb4face645b41a7a27e5e1b5d81c9726e84a603b2e072a067d861840', true, NULL)
ON CONFLICT (version) DO NOTHING;
