-- Records 20 migrations as run.
-- Run it once, after the baseline and on the same database; running it again changes nothing.
-- First: 01.sql
-- Last:  20_refused.sql
--
-- 19 migrations failed. A failed migration has success = false:
--   02_refused.sql
--   03_refused.sql
--   04_refused.sql
--   05_refused.sql
--   06_refused.sql
--   07_refused.sql
--   08_refused.sql
--   09_refused.sql
--   10_refused.sql
--   11_refused.sql
--   12_refused.sql
--   13_refused.sql
--   14_refused.sql
--   15_refused.sql
--   16_refused.sql
--   17_refused.sql
--   18_refused.sql
--   19_refused.sql
--   20_refused.sql

CREATE TABLE IF NOT EXISTS schema_migrations (
    version VARCHAR(255) PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    checksum VARCHAR(64),
    success BOOLEAN DEFAULT true,
    rollback_sql TEXT
);

INSERT INTO schema_migrations (version, checksum, success, rollback_sql) VALUES
    ('01', '983747d56c1e23d53bd4523bab1c980e030df636e6633d3fde43c89928019c1f', true, NULL),
    ('02_refused', 'a197d3fdf487f1f1d7abf6aa34d4cca2082fc8483714c6deaf42e67c90b8c36d', false, NULL),
    ('03_refused', '99cdc0198fd76a22dc263f9768ac4ddfd64fc8176e3a39158dd47b3e10b21407', false, NULL),
    ('04_refused', '1ee5a8db140690e0ccac87440a20f3bb7b26487add4dbf7b786de63417ad45b2', false, NULL),
    ('05_refused', '91f3dde765d3f9a0744ef7fa3d3fbed0b817e8194ec426533ac17185e35fc912', false, NULL),
    ('06_refused', 'a6bdb8c5dedb52f42b39538dbfb13ba5f780219983d60f3ca80b8635e5613cf4', false, NULL),
    ('07_refused', '184e4fe9dc0d4375de93f8b37be60604f62820614e00113ff3272bcf707befe6', false, NULL),
    ('08_refused', 'ae3336a88dde5cdc93801f35ff48d82fc8883a0f4c74b83704a8ef92c1483a02', false, NULL),
    ('09_refused', 'a3bf919389c2013e5307492c814818c0cad2f2d849cba46f67f67464f3ef3c19', false, NULL),
    ('10_refused', 'ab21d618cb0af3e1a6578255424c4fe39aa45be03b1c888cdc777fdef408542b', false, NULL),
    ('11_refused', 'efc670a7a6e654a6b7c94434480bb0ecc8a7fd78d556c718ffb2b6f4df707ef1', false, NULL),
    ('12_refused', '5bdd664de7b108e9ba8ec43514ae8dbe93e43aedfab9bf7f2124261dfeb3e1ab', false, NULL),
    ('13_refused', '39776c8db81fcb110663dd111610b8a9d9debb01d013a6a81ec4bb6ba1f1174e', false, NULL),
    ('14_refused', 'd7a04eecb4da614ff347a151171382b8cfa9da843f2ca9a70d4accb894ad0158', false, NULL),
    ('15_refused', '6095ff33fca844b00c14e056a47c48e0a097557381318acc9030c65b1893676c', false, NULL),
    ('16_refused', 'c25d5d23a950ccf359b8d41fbb9e19927622caf109a2b36675c584d7ff4f25c4', false, NULL),
    ('17_refused', '6d2449baa631db2499b8a050a2ea2ec411243ac649ea2f5981e00af7e4f2f063', false, NULL),
    ('18_refused', 'a8c786f71524427d1f7777877e26a7754db3264cdcaf85b9ec912a7c9d498670', false, NULL),
    ('19_refused', 'db9f0b56e14cebcbc8cfbd36817537a803dba0b27986eb2cb19ea119e1bfd5c6', false, NULL),
    ('20_refused', 'e8307e44702c79961a2da63e15dfb5e52edb85b239ed963773c8df2bb66ea440', false, NULL)
ON CONFLICT (version) DO NOTHING;
