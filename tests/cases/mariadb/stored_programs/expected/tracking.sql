-- Records 3 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_tables.sql
-- Last:  003_calls.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql LONGTEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_tables', '12e239021a6610697aa974ed175a6a5fabd76f90209051254dfa82f6d954deb2', 1, NULL),
    ('002_programs', '1dc449c1134df4e317deb07323b2d5b09631f55ddf002fe65c623a3aa99ad01b', 1, NULL),
    ('003_calls', '9527e1cb49aa2be10ebd4bdc49d30aed96725177ff6addce34f3ff1d218b32f2', 1, NULL)
ON DUPLICATE KEY UPDATE version = version;
