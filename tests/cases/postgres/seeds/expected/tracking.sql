-- Records 6 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001.sql
-- Last:  006.sql
--
-- 4 migrations failed. A failed migration has success = false:
--   002.sql
--   003.sql
--   004.sql
--   005.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001', 'd45e5dbc496d700509eec2f98ef4c899942d5070d54ba78a5b938e4b62de16f0', true, NULL),
    ('002', '23f6d2f65c103f9db294a9cf762972a12ee85e0afe15cb1a2a35451476522c08', false, NULL),
    ('003', 'e84a4b0bc026455b93314a719d689201bcb960a6f6c8f69b4777f46bfc217c9f', false, NULL),
    ('004', 'f940c4b016b87b0181ce9bfe10d243dd99d3810c7ddfc4eefea63577b212b59f', false, NULL),
    ('005', '0dabb11b56803a7a93372d81d77de32fe20d17ec8c357ab199a6e235bbc689ce', false, NULL),
    ('006', 'af5ad1f5ae916c52e0c1787d3a5f277cadd274b9b08e6895f3a589a5c059d80f', true, NULL)
ON CONFLICT (version) DO NOTHING;
