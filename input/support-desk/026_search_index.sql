-- Cannot run inside a transaction, so this file has none.
CREATE INDEX CONCURRENTLY idx_tickets_title ON tickets (title);
