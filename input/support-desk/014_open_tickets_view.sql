CREATE VIEW open_tickets AS
SELECT t.id, t.title, t.status, t.priority, u.name AS customer, count(c.id) AS comments
FROM tickets t
JOIN users u ON u.id = t.created_by
LEFT JOIN ticket_comments c ON c.ticket_id = t.id
WHERE t.status <> 'closed'
GROUP BY t.id, u.name;
