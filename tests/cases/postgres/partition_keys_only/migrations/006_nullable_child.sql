CREATE TABLE loose (a integer, b integer) PARTITION BY LIST (a);
CREATE TABLE loose_one (a integer, b integer);
ALTER TABLE loose ATTACH PARTITION loose_one FOR VALUES IN (1);
ALTER TABLE ONLY loose ADD PRIMARY KEY (a);
