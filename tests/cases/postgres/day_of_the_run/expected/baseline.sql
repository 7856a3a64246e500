-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  4 migrations, from 001_partitions.sql to 004_bounds.sql
-- Inputs:  SHA-256 3bb348bba6a2ee31bc3b355972e29478bc47a28bcf55c49d36675665c5db3500
-- Exact:   no: 2 statements whose effect is not known
-- Day:     2026-11-21, on which what the history makes hangs


-- Functions -------------------------------------------------------------------

CREATE FUNCTION create_partition(parent text, day date)
    RETURNS integer
    LANGUAGE plpgsql
AS $$
DECLARE
    name text;
BEGIN
    SELECT format('%s_%s', parent, to_char(day, 'YYYYMMDD')) INTO name;
    IF EXISTS (SELECT 1 FROM pg_tables WHERE tablename = name) THEN
        RETURN 0;
    END IF;
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', name, parent, day, day + 1);
    RETURN 1;
END $$;


-- Tables ----------------------------------------------------------------------

CREATE TABLE events (
    id bigint,
    at timestamptz DEFAULT now(),
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);

CREATE TABLE events_20261121 PARTITION OF events FOR VALUES FROM ('2026-11-21') TO ('2026-11-22');

CREATE TABLE events_20261122 PARTITION OF events FOR VALUES FROM ('2026-11-22') TO ('2026-11-23');

CREATE TABLE events_20261123 PARTITION OF events FOR VALUES FROM ('2026-11-23') TO ('2026-11-24');

-- By month, with times of the session's zone.
CREATE TABLE logs (
    at timestamptz NOT NULL
) PARTITION BY RANGE (at);

CREATE TABLE logs_y2026m11 PARTITION OF logs FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');

CREATE TABLE logs_y2026m12 PARTITION OF logs FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');

CREATE TABLE logs_y2027m01 PARTITION OF logs FOR VALUES FROM ('2027-01-01 00:00:00+00') TO ('2027-02-01 00:00:00+00');

CREATE TABLE of_late (
    a int
);

CREATE TABLE week_2026_47 (
    a int
);

-- A column keeps the expression.
CREATE TABLE runs (
    id    int PRIMARY KEY,
    day   date,
    at    timestamptz,
    label text
);

CREATE TABLE kinds (
    kind varchar(10),
    n    numeric,
    h    bigint
) PARTITION BY LIST (kind);

CREATE TABLE kinds_a PARTITION OF kinds FOR VALUES IN ('it''s', NULL, 'b');

CREATE TABLE numbers (
    n numeric,
    h bigint,
    i int
) PARTITION BY RANGE (n, h, i);

CREATE TABLE numbers_a PARTITION OF numbers FOR VALUES FROM (1.5, 2, -3) TO (2, MAXVALUE, MAXVALUE);

CREATE TABLE pieces (
    i int
) PARTITION BY HASH (i);

CREATE TABLE pieces_a PARTITION OF pieces FOR VALUES WITH (MODULUS 2, REMAINDER 0);

CREATE TABLE flags (
    b boolean
) PARTITION BY LIST (b);

CREATE TABLE flags_a PARTITION OF flags FOR VALUES IN (true);

CREATE TABLE printed (
    relation  text PRIMARY KEY,
    bound     text,
    predicate text
);

CREATE TABLE settings (
    key   text DEFAULT 'none',
    value int DEFAULT 3,
    at    date
);
CREATE INDEX settings_key ON settings (key) WHERE value > 3;

CREATE TABLE days (
    at   timestamptz,
    kind text,
    n    int,
    CONSTRAINT days_new_pkey PRIMARY KEY (at, kind)
) PARTITION BY RANGE (at);

CREATE TABLE days_a_new PARTITION OF days FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-02-01 12:00:00+00');

CREATE TABLE days_b_new PARTITION OF days DEFAULT;


-- Data ------------------------------------------------------------------------

INSERT INTO runs (id, day, at, label) VALUES
    (2, CURRENT_DATE - 1, now() - interval '1 hour', 'before'),
    (1, CURRENT_DATE, now(), 'today'),
    (4, '2026-11-25', NULL, 'ahead'),
    (5, '2026-11-26', NULL, 'ahead');

INSERT INTO printed (relation, bound, predicate) VALUES
    ('days_a', 'FOR VALUES FROM (''2024-01-01 00:00:00+00'') TO (''2024-02-01 12:00:00+00'')', NULL),
    ('days_b', 'DEFAULT', NULL),
    ('kinds_a', 'FOR VALUES IN (''it''''s'', NULL, ''b'')', NULL),
    ('numbers_a', 'FOR VALUES FROM (1.5, ''2'', ''-3'') TO (''2'', MAXVALUE, MAXVALUE)', NULL),
    ('pieces_a', 'FOR VALUES WITH (modulus 2, remainder 0)', NULL),
    ('flags_a', 'FOR VALUES IN (true)', NULL),
    ('days', NULL, NULL),
    ('key', '''none''::text', NULL),
    ('value', '3', NULL),
    ('settings_key', NULL, '(value > 3)');


-- Kept as written: these statements are not modelled --------------------------

-- undecided (line 3 of the block: the value of EXTRACT(hour FROM now()) < 12 is not known)
DO $$
BEGIN
    IF EXTRACT(hour FROM now()) < 12 THEN
        RAISE NOTICE 'morning';
    END IF;
END $$;

-- undecided (line 3 of the block: the value of CURRENT_DATE < '2020-01-01' is not known)
DO $$
BEGIN
    IF CURRENT_DATE < '2020-01-01' THEN
        RAISE NOTICE 'long ago';
    END IF;
END $$;
