-- A new partition gets its part of all of them.
CREATE TABLE events_east PARTITION OF events FOR VALUES IN ('east');
