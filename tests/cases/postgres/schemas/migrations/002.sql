CREATE TABLE customers (id int);
ALTER TABLE customers SET SCHEMA shop;
