-- Rows that a check would refuse, and a reference to a table that is not there.
PRAGMA ignore_check_constraints = ON;
CREATE TABLE prices (amount INTEGER CHECK (amount > 0));
INSERT INTO prices VALUES (-1);
PRAGMA ignore_check_constraints = OFF;
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customers (id));
INSERT INTO orders VALUES (1, NULL);
