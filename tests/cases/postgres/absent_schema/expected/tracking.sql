-- Records 26 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 001_step.sql
-- Last:  100_lock.sql
--
-- 24 migrations failed. A failed migration has success = false:
--   001_step.sql
--   002_step.sql
--   003_step.sql
--   004_step.sql
--   005_step.sql
--   006_step.sql
--   007_step.sql
--   008_step.sql
--   009_step.sql
--   010_step.sql
--   011_step.sql
--   012_step.sql
--   013_step.sql
--   014_step.sql
--   015_step.sql
--   016_step.sql
--   017_step.sql
--   018_step.sql
--   019_step.sql
--   020_step.sql
--   021_step.sql
--   024_step.sql
--   025_step.sql
--   100_lock.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('001_step', '3b20d56c0c6a027d711d463b34d2e8f11faf9b6b8e25d400b40bd7c5d1c8c4ef', false, NULL),
    ('002_step', '17c9663a998cf51f73289d09f8935a714cdb7b6ccd7ced12ca88ff45b8402f31', false, NULL),
    ('003_step', 'e99ecbec6e5c8a71952c3cc75c874973af38807ab097be033d826166d8ef6efa', false, NULL),
    ('004_step', '9d89dfac5207e9bdf8541ab7ce11dd6d0aece59fe515021b5f7a04158783d3e6', false, NULL),
    ('005_step', 'd45042bcba832d42f29c66048793cb3c2ea17309855bef8c167ec307385cbf4f', false, NULL),
    ('006_step', 'c2838c4f41375af86ecca9f08be3d7aca936bf7fa39235721ce0a852889781b4', false, NULL),
    ('007_step', '7bde39d198fd81d9e8f8e562b766b91150625d5af760e1f21081d1b9a8cd5d5f', false, NULL),
    ('008_step', '642b5961a5c1f8898eda07e1b8a6748ed8109ee3db37110bafc63d88ffc04579', false, NULL),
    ('009_step', 'e4df4b0ba8287da3a736c7173c69dab65186d6145b20499584c3abc5edf8337f', false, NULL),
    ('010_step', '2d35b8de3dfeee607e212fb5b0b3bf685b0334d193bbe976fc2ada0edec61cea', false, NULL),
    ('011_step', 'e22e404614af24209153cb105764519b8a9cc06c8b92b17ce7884697446724dd', false, NULL),
    ('012_step', '6ce4ee2c2ac0361637fbccd19e6af66bf5e5e60990e215996061d840aba9543b', false, NULL),
    ('013_step', '1d2523255a3211ae035fb10acd77a99d4fa04e371bead3f8b4c89c17790c6882', false, NULL),
    ('014_step', 'cc81395a3a25b3f8f1201fe9423bed59a70ad948b590eab9d79e0908ef7067b0', false, NULL),
    ('015_step', 'beb1ac8704d89ee72885502a55ed551b475d6924d0d245dbf250e825ce924df7', false, NULL),
    ('016_step', 'f3c25d092fd0778d9f2c401c1b3c11f6d53fbb1ee6d43a6137270cbf67592964', false, NULL),
    ('017_step', 'c66afc5940a0b9f8317e9d63ff577faf2be4dd926b1241bb82b052f7e9fef684', false, NULL),
    ('018_step', 'c634ae4fe31b188470a9082c1390e3d3c5ffde66bad1982ba8529684947b6c41', false, NULL),
    ('019_step', '031f1e680c29aa624c430a4f11257552932392c84261ef783420228f97ebf435', false, NULL),
    ('020_step', '145730cecfd69a9ffbd3f1b1d8b2afb516f14bc0600b77cae3128ba742ad6402', false, NULL),
    ('021_step', 'b3f4246e5cea1e91843850d80ad4df7126d9ee8340385496847f97ce72baf44f', false, NULL),
    ('022_step', '90debc2b606e9ca7f20231f2f07cdcbcd45bc7b4e36380df4ab5a8fac61940fa', true, NULL),
    ('023_step', '8a65e428ef8a6299da7ad26d06b17d5b4c4f25099889509de68c29ff6b0074aa', true, NULL),
    ('024_step', '4d7250600c052afb899ae4f8a4caa856962e9bcf67b9237da17f07d9c77ec954', false, NULL),
    ('025_step', '167592cc42e8994e94426073465a12d7d53a58342a72e655ecf93e9e7d1b28ca', false, NULL),
    ('100_lock', 'f02babe6999f1c618d194c113e5ff56fff08cd2c1ec159c248196fb9c0bda61d', false, NULL)
ON CONFLICT (version) DO NOTHING;
