-- Without `environment.today` nothing hangs on the clock for certain.
CREATE TABLE events (at date NOT NULL) PARTITION BY RANGE (at);
DO $$
BEGIN
    EXECUTE 'CREATE TABLE events_' || to_char(CURRENT_DATE, 'YYYYMMDD') || ' PARTITION OF events FOR VALUES FROM ('
        || quote_literal(DATE 'today') || ') TO (' || quote_literal(DATE 'tomorrow') || ')';
END $$;
