CREATE TABLE ticket_comments (
    id SERIAL PRIMARY KEY,
    ticket_id UUID NOT NULL REFERENCES tickets ON DELETE CASCADE,
    author_id UUID NOT NULL REFERENCES users,
    text TEXT NOT NULL,
    created_at TIMESTAMP DEFAULT now()
);

CREATE INDEX ON ticket_comments (ticket_id);
