-- Records 5 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_ranges.sql
-- Last:  005_times.sql
--
-- 5 migrations failed. A failed migration has success = false:
--   001_ranges.sql
--   002_lists.sql
--   003_references.sql
--   004_children.sql
--   005_times.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_ranges', 'f2d5662b14c3ddb1dbe5d91152e294d72db0c36049bc95a7257ed40046206cf5', false, NULL),
    ('002_lists', 'd633f9abfbaf796a344860e23a85f1a47dab2aef1eb2518c09dc28f71d81b396', false, NULL),
    ('003_references', 'f583c33069fa43a444d7ff66cae20c4aa7e1c9b10a0d0d5045fc280dc57781ca', false, NULL),
    ('004_children', '02f547644a146c5c7c5ea0df88cdf04faddf8762a04b4709f9930c96958f8b25', false, NULL),
    ('005_times', 'c58512f4c01f3734fd732664212b19ba9fd76d8881bbb361156e669c20f1bc26', false, NULL)
ON CONFLICT (version) DO NOTHING;
