CREATE TABLE t (
    id serial PRIMARY KEY,
    a int UNIQUE CHECK (a > 0),
    b int CHECK (b > a),
    c int REFERENCES t,
    UNIQUE (a, b),
    CHECK (a <> b)
);
CREATE INDEX ON t (lower(a::text), b);
CREATE INDEX ON t (a);
CREATE INDEX ON t (a);
CREATE INDEX ON t ((a + 1));
CREATE TABLE a_table_with_a_name_that_is_much_longer_than_anybody_would_like_it (
    a_column_with_a_name_that_is_also_rather_long_to_say_the_least int UNIQUE,
    "Mixed Case" serial
);
