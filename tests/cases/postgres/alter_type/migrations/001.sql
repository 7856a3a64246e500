CREATE TABLE t (
    a varchar(10) DEFAULT 'x' NOT NULL,
    b int DEFAULT 5,
    c text DEFAULT 'now',
    d timestamp DEFAULT now(),
    e varchar(20) CHECK (e IN ('one', 'two')),
    f int[] DEFAULT '{}'
);
CREATE INDEX t_e ON t (lower(e));
CREATE UNIQUE INDEX t_a ON t (a) WHERE b > 3;
