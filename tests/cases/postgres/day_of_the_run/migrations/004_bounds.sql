-- A partition is made again from the bound that the server prints.
CREATE TABLE days (at timestamptz, kind text, n int, PRIMARY KEY (at, kind)) PARTITION BY RANGE (at);
CREATE TABLE days_a PARTITION OF days FOR VALUES FROM ('20240101') TO ('2024-02-01 12:00');
CREATE TABLE days_b PARTITION OF days DEFAULT;
CREATE TABLE kinds (kind varchar(10), n numeric, h bigint) PARTITION BY LIST (kind);
CREATE TABLE kinds_a PARTITION OF kinds FOR VALUES IN ('it''s', NULL, 'b');
CREATE TABLE numbers (n numeric, h bigint, i int) PARTITION BY RANGE (n, h, i);
CREATE TABLE numbers_a PARTITION OF numbers FOR VALUES FROM (1.5, 2, -3) TO (2, MAXVALUE, MAXVALUE);
CREATE TABLE pieces (i int) PARTITION BY HASH (i);
CREATE TABLE pieces_a PARTITION OF pieces FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE flags (b boolean) PARTITION BY LIST (b);
CREATE TABLE flags_a PARTITION OF flags FOR VALUES IN (true);
CREATE TABLE printed (relation text PRIMARY KEY, bound text, predicate text);
INSERT INTO printed SELECT relname, pg_get_expr(relpartbound, oid) FROM pg_class
WHERE relname IN ('days_a', 'days_b', 'kinds_a', 'numbers_a', 'pieces_a', 'flags_a', 'days');
CREATE TABLE settings (key text DEFAULT 'none', value int DEFAULT 3, at date);
CREATE INDEX settings_key ON settings (key) WHERE value > 3;
INSERT INTO printed SELECT a.attname, pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d
JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum WHERE d.adrelid = 'settings'::regclass;
INSERT INTO printed SELECT 'settings_key', NULL, pg_get_expr(indpred, indrelid) FROM pg_index WHERE indexrelid = 'settings_key'::regclass;

DO $$
DECLARE
    part record;
BEGIN
    CREATE TABLE days_new (at timestamptz, kind text, n int, PRIMARY KEY (at, kind)) PARTITION BY RANGE (at);
    FOR part IN
        SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound
        FROM pg_class c JOIN pg_inherits i ON c.oid = i.inhrelid
        WHERE i.inhparent = 'days'::regclass ORDER BY 1
    LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF days_new %s', part.name || '_new', part.bound);
    END LOOP;
    DROP TABLE days;
    ALTER TABLE days_new RENAME TO days;
END $$;
