-- Without partitions ONLY changes nothing.
CREATE TABLE visits (id integer NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);
CREATE INDEX visits_day ON ONLY visits (day);
ALTER TABLE ONLY visits ADD CONSTRAINT visits_pkey PRIMARY KEY (id, day);
CREATE TABLE visits_2024 PARTITION OF visits FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE INDEX visits_id ON ONLY visits (id);
