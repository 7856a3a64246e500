-- Records 7 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_shop.sql
-- Last:  007_rows.sql
--
-- 6 migrations failed. A failed migration has success = false:
--   002_fails_halfway.sql
--   003_still_referenced.sql
--   004_again.sql
--   005_syntax.sql
--   006_index.sql
--   007_rows.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql LONGTEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_shop', 'fbc2df90c3da387f5006c21c1de06f9deb9c1b208f2a766806b1819558881df2', 1, NULL),
    ('002_fails_halfway', 'cf84b15c8a7d3e901ee0401612d22aca399bf2dabbe49a8ea10850e1604035b2', 0, NULL),
    ('003_still_referenced', '848224db59a15a6f093e272ccfb8cbd336204f32ebf3df15638016e34a6e4c5b', 0, NULL),
    ('004_again', 'fff2b0c5ed0bdb57be186e5319949541f04bf2f4fc5482f1ce8469e2a42554ca', 0, NULL),
    ('005_syntax', '2207f03953f8d8eb3ac22c61a886415b79f87f29fbe49e0fed72af84a9d24989', 0, NULL),
    ('006_index', '8a166e52e7994022ef0e089777d392949db8daaa80a814ec2293f8363b0fa6bf', 0, NULL),
    ('007_rows', '501bf2fdccf9f9db164c9f834e24c58ab03a42ae3866b13e521bb32937991a18', 0, NULL)
ON DUPLICATE KEY UPDATE version = version;
