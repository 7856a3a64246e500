-- What MySQL calls an index is a column of a type to the grammar, and in its brackets stand expressions.
CREATE TABLE a (id int, x timestamptz, INDEX idx_a (x), INDEX idx_b (x DESC));
