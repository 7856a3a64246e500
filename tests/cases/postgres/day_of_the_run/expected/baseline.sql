-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  3 migrations, from 001_partitions.sql to 003_time_of_day.sql
-- Inputs:  SHA-256 30967b75e77c6efe7e60580c3bd645c640daa7d77fd642dd4708004435bc0e51
-- Exact:   no: 5 statements whose effect is not known
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


-- Data ------------------------------------------------------------------------

-- The rows of runs as far as they are known: the value of `at` is computed by the server: now() - interval '1 hour'
INSERT INTO runs (id, day, at, label) VALUES
    (1, CURRENT_DATE, now(), 'run of ' || to_char(CURRENT_DATE, 'YYYY')),
    (2, CURRENT_DATE - 1, now() - interval '1 hour', 'before'),
    (3, '2001-02-03', '2001-02-03 00:00:00+00', 'long ago'),
    (4, '2026-11-25', NULL, NULL),
    (5, '2026-11-26', NULL, NULL);

-- undecided (the value of `at` is computed by the server: now() - interval '1 hour')
DELETE FROM runs WHERE at < now() - interval '1 year';

-- undecided (the rows of `runs` are not known: the value of `at` is computed by the server: now() - interval '1 hour')
UPDATE runs SET label = 'today' WHERE day = CURRENT_DATE;

-- undecided (the rows of `runs` are not known: the value of `at` is computed by the server: now() - interval '1 hour')
UPDATE runs SET label = 'ahead' WHERE day > CURRENT_DATE;


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
