CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(20) NOT NULL, boss INT);
CREATE TABLE orders (id INT PRIMARY KEY, user_id INT, total DECIMAL(10,2));
INSERT INTO users VALUES (1, 'ann', NULL), (2, 'bob', 1);
INSERT INTO orders VALUES (1, 1, 5), (2, 1, 7.5), (3, 2, 1);
