-- What is sold.
CREATE TABLE products (
    id int AUTO_INCREMENT PRIMARY KEY,
    name varchar(100) NOT NULL,
    price decimal(10, 2) NOT NULL CHECK (price >= 0)
);
CREATE TABLE orders (
    id int AUTO_INCREMENT PRIMARY KEY,
    product_id int NOT NULL,
    CONSTRAINT orders_product FOREIGN KEY (product_id) REFERENCES products (id)
);
INSERT INTO products (name, price) VALUES ('tea', 3.5), ('coffee', 12);
