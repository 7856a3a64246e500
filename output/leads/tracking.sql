-- Records 7 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_leads_and_signals.sql
-- Last:  REPAIR_tenants.sql
--
-- 4 migrations failed. A failed migration has success = false:
--   003_multi_tenant.sql
--   MIGRATION_FIX.sql
--   MIGRATION_FIX_V2.sql
--   MIGRATION_FIX_V3.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_leads_and_signals', 'dcccad89281fc9f051ea31ec4f611ecddbc7491ed52c88d5cb76136368a3d8f2', true, NULL),
    ('002_contacts', 'ae0b99af775ee0f78e02be8890ca4bcf88b23619a0e3fd751a72755b416d0c1f', true, NULL),
    ('003_multi_tenant', 'a300853388dd10ae02281a6c465a863a0ddc1588eafb4e0e0cbe901749ed939e', false, NULL),
    ('MIGRATION_FIX', 'abd5caaa20c4f4b1ffbbf8d1e4d8b6b4553c1c023ac5e4962ded742a9baeaa1a', false, NULL),
    ('MIGRATION_FIX_V2', '40bf24c154762afa5437d8cb443eb03355e3100cda80b6192c0bdf24a2755d3f', false, NULL),
    ('MIGRATION_FIX_V3', '89b9f11e1cbd9835075308753535c0fe53ba3ffef7d26c4384df713d07071527', false, NULL),
    ('REPAIR_tenants', '2cd04500d324050f1903042530f3af2d25137b2387e40f1237b77b415271e194', true, NULL)
ON CONFLICT (version) DO NOTHING;
