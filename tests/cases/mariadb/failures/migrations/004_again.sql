CREATE TABLE IF NOT EXISTS orders (id int);
DROP TABLE nothing;
