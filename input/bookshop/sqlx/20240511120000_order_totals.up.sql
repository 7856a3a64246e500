CREATE VIEW order_totals AS
SELECT o.id, o.email, sum(l.quantity * b.price) AS total
FROM orders o
JOIN order_lines l ON l.order_id = o.id
JOIN books b USING (isbn)
GROUP BY o.id;

CREATE UNIQUE INDEX orders_email_created ON orders (lower(email), created_at);
