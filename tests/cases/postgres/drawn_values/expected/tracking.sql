-- Records 10 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_tables.sql
-- Last:  010_tree.sql
--
-- 3 migrations failed. A failed migration has success = false:
--   003_same_draw_twice.sql
--   004_reference_to_nothing.sql
--   007_still_referenced.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_tables', 'b98b8a6e186e88782919b8207b628e12d1e3b51e5a4c97f071450dcac3d8b7ef', true, NULL),
    ('002_copies', '856f614f2eaefbf25e9cfb4e1239c603d704705ecf23f959a8bb0e621a968efb', true, NULL),
    ('003_same_draw_twice', '33e9da6bdcb3527a52149a2aebad053bdff2899e376f0bb259dcf08cc0e1a14a', false, NULL),
    ('004_reference_to_nothing', 'ffcd19ff01b1c429b07620a97ad2397757eb1d156b17e6483e94f3c3e798c7a3', false, NULL),
    ('005_block', 'ab04eed58f3da1b1fe402f07632b9cf0824f261fba63c955051146de4201cc18', true, NULL),
    ('006_gone', '47e7f404b4c776d5cf0095715fe55cd3c29e8c95624e8d604273e34149528d54', true, NULL),
    ('007_still_referenced', '1588f2a8e0b3b93c62c0abddd59525e3b5f440373ab0f44a81b890b3bc1070b1', false, NULL),
    ('008_of_one_table', '8c28133a3116deb548a9846667c033784dfe2de86668750f15385289cd70f8e6', true, NULL),
    ('009_cascade', '110d5060f8c229fb4d381a9c1a46d1c5ef2767c5410dee472e3383de9b42da04', true, NULL),
    ('010_tree', '6a99c41829cb1e11c6f70554307cb58f79634f527a162980d150865e0b8c4a10', true, NULL)
ON CONFLICT (version) DO NOTHING;
