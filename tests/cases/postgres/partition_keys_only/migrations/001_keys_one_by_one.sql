-- As pg_dump writes the keys of partitioned tables: ONLY on the parent, then each partition, then ATTACH.
CREATE TABLE events (
    id integer NOT NULL,
    region text NOT NULL,
    note text
)
PARTITION BY LIST (region);
CREATE TABLE events_north (id integer NOT NULL, region text NOT NULL, note text);
CREATE TABLE events_south (id integer NOT NULL, region text NOT NULL, note text);
ALTER TABLE ONLY events ATTACH PARTITION events_north FOR VALUES IN ('north');
ALTER TABLE ONLY events ATTACH PARTITION events_south FOR VALUES IN ('south');
ALTER TABLE ONLY events ADD CONSTRAINT events_pkey PRIMARY KEY (id, region);
ALTER TABLE ONLY events_north ADD CONSTRAINT events_north_pkey PRIMARY KEY (id, region);
ALTER TABLE ONLY events_south ADD CONSTRAINT southern_key PRIMARY KEY (id, region);
ALTER INDEX events_pkey ATTACH PARTITION events_north_pkey;
ALTER INDEX events_pkey ATTACH PARTITION southern_key;
