-- Records 6 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_tables.sql
-- Last:  006_unknown_values.sql
--
-- 2 migrations failed. A failed migration has success = false:
--   003_refused.sql
--   005_another_session.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_tables', 'd84135d62d153fd41db8d686d361e1945b4ea01dc0f20fdd046706b252012aa4', true, NULL),
    ('002_returning', 'b528b14b028e3a769e14bb628419cf95d3f84e916cd24a87c079e581c3f36970', true, NULL),
    ('003_refused', 'fbc617a1613a21668409cb4fa72d6762071b7f7d35e9a2e4b220154c066da977', false, NULL),
    ('004_sequences', '1d29591e5c1cf5ff81c34ab74fe89ae02aadfbe460625f4f8f4b16215b08f85b', true, NULL),
    ('005_another_session', '9c32ed89e7a6ceee35db75b0a2964aaedb8fb503d209e088d9c54893136af1dc', false, NULL),
    ('006_unknown_values', '384087aab1d574d9a3c30005be1bd1377cbd9998b8d85ca41a8c0c8ad052d8bf', true, NULL)
ON CONFLICT (version) DO NOTHING;
