-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_partition.sql
-- Inputs:  SHA-256 76f80e94158e31faad13b3a8d64849031ce14d4c57706cdd54d1a062d0233d4a
-- Exact:   no: 1 statement whose effect is not known


-- Tables ----------------------------------------------------------------------

-- Without `environment.today` nothing hangs on the clock for certain.
CREATE TABLE events (
    at date NOT NULL
) PARTITION BY RANGE (at);


-- Data ------------------------------------------------------------------------

-- The rows of events are not known: line 3 of the block: the day of the run is not known: `environment.today` can say it


-- Kept as written: these statements are not modelled --------------------------

-- undecided (line 3 of the block: the day of the run is not known: `environment.today` can say it)
DO $$
BEGIN
    EXECUTE 'CREATE TABLE events_' || to_char(CURRENT_DATE, 'YYYYMMDD') || ' PARTITION OF events FOR VALUES FROM ('
        || quote_literal(DATE 'today') || ') TO (' || quote_literal(DATE 'tomorrow') || ')';
END $$;
