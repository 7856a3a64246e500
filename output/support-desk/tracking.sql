-- Records 31 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 000_baseline.sql
-- Last:  030_feedback.up.sql
--
-- 6 migrations failed. A failed migration has success = false:
--   006_notifications.sql
--   008_checklists_again.sql
--   015_fix_conversations.sql
--   019_ticket_tags.sql
--   028_drop_old_view.sql
--   029_uuid_defaults.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('000_baseline', 'b3d635383aba8d481fb9a2c93fa9000e74ffa2bd25a742c96a635fd9ec1fb563', true, NULL),
    ('001_ticket_comments', '7f95d8a6a8ccb4cfb69e3a3bdb53d18bf5a0af3762dd63a064857521b2bd2b6a', true, NULL),
    ('002_categories', 'bf19809b7e9a2b24e093402c73a951835d1cf21844c4dd8bc7a75c479448aeb9', true, NULL),
    ('003_conversations', '0111909b086fd61a1947d7dcd77865de025126e4d04440232a68d5378c1a8144', true, NULL),
    ('004_updated_at', '34cf3fe297ee35988b86221c353ae684fc105fab4028ce52d3e09daaf791f546', true, NULL),
    ('005_checklists', 'c3daddc8c1ffd21b9afcda0e24a5362b9c59b08087fbf5415829b5710471f3fb', true, NULL),
    ('006_notifications', '4bf0d7c3aa7bf788509b5c932b3ad77cea58e8d2fe8a9abf4050065b4afadf7e', false, NULL),
    ('007_agent_notes', '00ce378afb52e69c9460cce4fed378dbfd6a371b1a086f052c0f09ed8a9e5050', true, NULL),
    ('008_checklists_again', 'd74493cc8c8da7a0490b72643996251146d798c09fbfd59d1d9a31d441422eb6', false, NULL),
    ('009_fix_notifications', 'b3a371963197aaf9449e5c0a0abd1bf12cb6521d9f26fa1e430f5ad09641fd60', true, NULL),
    ('011_conversation_owner', '5b2b8512302dad6e79e0f391d9847034228a336af6c1448fc09342d7254fb9c9', true, NULL),
    ('012_knowledge', '434a0cc6d5311b4c93acdd4f4bc50975ed39981917325ae781f518c8f3b7d354', true, NULL),
    ('013_rename_text', '0cf9153f1904cdcb7b60a9df8f0f823d0823122693303b5d346b555b756aa08f', true, NULL),
    ('014_open_tickets_view', 'e5c4951f0ef9afcacfd7ec8b79b5be242f63cec5edc29b4df03a447e268dcf04', true, NULL),
    ('015_fix_conversations', '8ec102e2e4d1854f41a5c8c3a1aaacc9182d3060d4ef71f660c884458184238d', false, NULL),
    ('016_fix_conversations_v2', '8e2cd9a4ada718affa1af8dc86e039fe0b0caec237b6928fbdad5717e064630a', true, NULL),
    ('017_sla', 'e38793a9bb91cc9d5b22ee4bf39d1d8e92dcefee9ca13eaafeeea365ef22ca0e', true, NULL),
    ('018_teams', '96715e60d94192825ed3423afd2bb2010552668ae86206f3d42c825aba24f344', true, NULL),
    ('019_ticket_tags', '49a4c9ec46cc3e9115e01781e4d30778cbc9092def8e3cd2dcb01246ead57bd7', false, NULL),
    ('020_fix_ticket_tags', 'a8b7d57352d6cd2a5fa588cd2b22766f0ee5d8b55f535e3b6b4f70adb0b30f9e', true, NULL),
    ('020_settings', 'b4614c70eabe41920514c2288524556d7d274e8e4fd492596ca5f02efb5156c8', true, NULL),
    ('021_settings_namespace', 'fe6b186249eb760f64ebbe5cd14871b4cbb964f687b8cf74d1e994b282fa1f79', true, NULL),
    ('022_priority_urgent', '7e6d7b4e02afcd2f5a90c44dc28f15720541fdf8c4a4cd323b353f7f0d117459', true, NULL),
    ('023_force_create_missing', '756c582e64fd689292da0fb3215c722b031cc8e761821ff733073c7239035d39', true, NULL),
    ('024_row_security', '95a2c923cc09f07268b633e722bbc6a14c4545894d6b37a587cc5b54ed20a2ae', true, NULL),
    ('025_cleanup', 'b6361b8cec0e673281aad86aaf5c2e2c18943267a67457a05492aa7dbda23aca', true, NULL),
    ('026_search_index', 'f3f024609ee72d44b0109a9a14dcba3202074881a2d42485f03071ed29c6a94c', true, NULL),
    ('027_report_function', 'e3467ef23f7e4219bfbbdd007fc793ba6f3befdf30146aaafeda4a7a9ce01f23', true, NULL),
    ('028_drop_old_view', 'bff3355b1dc552b423ed53f6934fd14b347d3e604195428db7b9bb200d81b36f', false, NULL),
    ('029_uuid_defaults', 'dd8e4d4e7684683a354a6619930f192d84c341991cee99ca35cad1d93ac16f61', false, NULL),
    ('030_feedback', 'd72c95fd16755789d715123c6b323b196068be3b4bb6faa67e03cfbbe0104fd2', true, 'DROP TABLE feedback;')
ON CONFLICT (version) DO NOTHING;
