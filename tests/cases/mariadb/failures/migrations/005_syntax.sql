CREATE INDEX orders_by_product orders (product_id);
