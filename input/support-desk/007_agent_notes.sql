CREATE TABLE agent_notes (
    ticket_id UUID REFERENCES tickets (id) ON DELETE CASCADE,
    agent_id UUID REFERENCES users (id) ON DELETE SET NULL,
    note TEXT NOT NULL,
    UNIQUE (ticket_id, agent_id)
);
