ALTER TABLE products ADD COLUMN sku varchar(20);
ALTER TABLE products ADD COLUMN name text;
ALTER TABLE products ADD COLUMN never text;
