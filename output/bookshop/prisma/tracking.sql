-- Tells prisma that 5 migrations have been run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 20240105090000_create_books/migration.sql
-- Last:  20240718140000_books_in_stock/migration.sql

CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
);

INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) VALUES
    ('98f04f19-27db-5c4d-b989-a0c0851d377a', 'c9931bc5c0341bde8b4c5291936094803cb7ac6714eb0f435c61fe9ed0f429f4', now(), '20240105090000_create_books', 1),
    ('484fea80-bce5-5e48-a7d2-a4285291f91a', 'a999602291100fcc6be94063fbf0e41ed1e38eb9bdcf060521f0cce94e99311b', now(), '20240212103000_create_orders', 1),
    ('0c011510-ad94-5716-ad25-259fcc6a71ac', '5885e55f3cfad2b81fd9ba9087c79e7bfa435c462df06a95d48d37c3b724ea3d', now(), '20240320080000_shipping_countries', 1),
    ('73a0750b-c5bc-568a-9ca3-357b1ffa3cd1', '59b533b7776b427f52a7c06aa55f49b89c19984c896f6dcca06fb9714625a520', now(), '20240511120000_order_totals', 1),
    ('deda139a-1396-510a-9020-fbcfe482042e', '5cf1271dc2082c9661d85972dcdf9f50658a1caea5aced01ef0af9e4a4ff8ac7', now(), '20240718140000_books_in_stock', 1)
ON CONFLICT (id) DO NOTHING;
