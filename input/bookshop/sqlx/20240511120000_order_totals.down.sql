DROP INDEX orders_email_created;
DROP VIEW order_totals;
