CREATE TABLE ticket_tags (
    ticket_id VARCHAR(36) NOT NULL REFERENCES tickets (id),
    tag VARCHAR(40) NOT NULL,
    PRIMARY KEY (ticket_id, tag)
);
