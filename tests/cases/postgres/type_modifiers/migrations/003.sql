CREATE TABLE b2 (id int, x timestamptz, INDEX idx_b (x), KEY (x));
