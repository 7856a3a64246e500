-- Rows whose values get another type are read again: checks, keys and references hold for what they have become.
CREATE TABLE e (a integer, r int4range, t text, u integer UNIQUE);
INSERT INTO e VALUES (1, '[1,5)', 'a', 1), (1, '[3,8)', 'b', 2);
ALTER TABLE e ADD EXCLUDE (a WITH =);
ALTER TABLE e ADD CONSTRAINT et EXCLUDE (t WITH =);
ALTER TABLE e ALTER t TYPE varchar(20) USING 'x';
ALTER TABLE e DROP CONSTRAINT et;
CREATE TABLE uq (a integer UNIQUE, b integer CHECK (b > 0), c integer REFERENCES uq (a), d text UNIQUE, e varchar(9) REFERENCES uq (d));
INSERT INTO uq VALUES (1, 1, 1, 'a', 'a'), (2, 2, 1, 'b', 'a');
ALTER TABLE uq ALTER b TYPE bigint USING -b;
ALTER TABLE uq ALTER a TYPE bigint USING 5;
ALTER TABLE uq ALTER c TYPE bigint USING 7;
ALTER TABLE uq ALTER a TYPE bigint USING a + 7;
ALTER TABLE uq ALTER c TYPE integer USING 7;
ALTER TABLE uq ALTER e TYPE text USING 'q';
ALTER TABLE uq ALTER d TYPE varchar(20) USING d || 'q';
