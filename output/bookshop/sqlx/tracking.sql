-- Tells sqlx that 5 migrations have been run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 20240105090000_create_books.up.sql
-- Last:  20240718140000_books_in_stock.up.sql

CREATE TABLE IF NOT EXISTS _sqlx_migrations (
    version BIGINT PRIMARY KEY,
    description TEXT NOT NULL,
    installed_on TIMESTAMPTZ NOT NULL DEFAULT now(),
    success BOOLEAN NOT NULL,
    checksum BYTEA NOT NULL,
    execution_time BIGINT NOT NULL
);

INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES
    (20240105090000, 'create books', true, '\x41fa2ef5b30312b623ef62d15e20567cb95c81b570c840df43d302f3930ae10ecb5cb2bdcbb410f7d242f29e6d1c6edc', 0),
    (20240212103000, 'create orders', true, '\x4022f1a0d46dc219bfecc0fc915a7c938b52d425eca85fdbd77a146a01d03497131929d1452f8697febd921dd8fcee7d', 0),
    (20240320080000, 'shipping countries', true, '\x78a8807fe4e18246b0d198dda39bc36fc74977389ff2a9ced74710c905b0edae54f3d2c3e1138685feeb6e9a4e91b731', 0),
    (20240511120000, 'order totals', true, '\x73090de06da3abaf9d9ea348c2328f6c9d740e2efbed2f311022e0f6dd17870c490c05f1382f97b611d965ff792b754a', 0),
    (20240718140000, 'books in stock', true, '\xfe6436d26632b18fb1c269ac25335ecafd6309ab83c260e9b7fadfdbc407a022ba93fe5c2ea2e11ecf1c5f888b2e87d6', 0)
ON CONFLICT (version) DO NOTHING;
