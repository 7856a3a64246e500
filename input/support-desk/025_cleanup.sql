-- Nothing on a fresh database: there are no tickets yet.
UPDATE tickets SET status = 'closed' WHERE created_at < now() - INTERVAL '1 year';
DELETE FROM ticket_comments WHERE body = '';
DROP TABLE IF EXISTS legacy_tickets;
