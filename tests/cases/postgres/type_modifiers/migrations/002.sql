CREATE TABLE b (id int, x timestamptz, INDEX idx_b (x DESC));
