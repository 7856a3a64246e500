START TRANSACTION;
INSERT INTO orders (product_id) VALUES (1);
INSERT INTO orders (product_id) VALUES (3);
COMMIT;
