CREATE TABLE events (id bigint NOT NULL, at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (id, at)) PARTITION BY RANGE (at);

CREATE FUNCTION create_partition(parent text, day date) RETURNS integer LANGUAGE plpgsql AS $$
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

SELECT create_partition('events', CURRENT_DATE);
SELECT create_partition('events', DATE 'today');
SELECT create_partition('events', 'tomorrow'::date);
SELECT create_partition('events', (now() + interval '2 days')::date);

-- By month, with times of the session's zone.
CREATE TABLE logs (at timestamptz NOT NULL) PARTITION BY RANGE (at);
DO $$
DECLARE
    first timestamptz := date_trunc('month', CURRENT_DATE);
    month timestamptz;
    command text;
BEGIN
    FOR month IN SELECT generate_series(first, first + interval '2 months', interval '1 month') LOOP
        command := format('CREATE TABLE %I PARTITION OF logs FOR VALUES FROM (%L) TO (%L)',
            'logs_' || to_char(month, '"y"YYYY"m"MM'), month, month + interval '1 month');
        EXECUTE command;
    END LOOP;
    IF EXTRACT(year FROM now()) < 2020 THEN
        CREATE TABLE long_ago (a int);
    END IF;
    IF now() > '2020-01-01' AND CURRENT_TIMESTAMP > '2020-01-01 00:00:00+00' THEN
        CREATE TABLE of_late (a int);
    END IF;
    EXECUTE 'CREATE TABLE week_' || to_char(now(), 'IYYY_IW') || ' (a int)';
END $$;
