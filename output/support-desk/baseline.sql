-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  31 migrations, from 000_baseline.sql to 030_feedback.up.sql
-- Inputs:  SHA-256 f50afbd4b7391236eece2798472c7fc133ffa113186e6250e92862fae57b3a00
-- Exact:   yes; 6 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Extensions ------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS pgcrypto;


-- Types -----------------------------------------------------------------------

CREATE TYPE ticket_priority AS ENUM ('low', 'normal', 'high', 'urgent');


-- Functions -------------------------------------------------------------------

-- One trigger function for everybody.
CREATE FUNCTION set_updated_at()
    RETURNS TRIGGER
    LANGUAGE plpgsql
AS $$
BEGIN
    NEW.updated_at = CURRENT_TIMESTAMP;
    RETURN NEW;
END;
$$;

CREATE FUNCTION tickets_per_status()
    RETURNS TABLE (status VARCHAR, total BIGINT)
    LANGUAGE sql STABLE
AS $$
    SELECT status, count(*) FROM tickets GROUP BY status
$$;


-- Tables ----------------------------------------------------------------------

-- People who log in: customers and agents alike.
CREATE TABLE users (
    id         UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    email      VARCHAR(255) NOT NULL UNIQUE,
    name       VARCHAR(120) NOT NULL,
    role       VARCHAR(20) NOT NULL DEFAULT 'customer' CHECK (role IN ('customer', 'agent', 'admin')),
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE categories (
    id         smallserial PRIMARY KEY,
    slug       VARCHAR(40) NOT NULL UNIQUE,
    label      TEXT NOT NULL,
    sort_order INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE conversations (
    id            UUID CONSTRAINT phone_conversations_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
    phone_number  VARCHAR(32),
    messages      JSONB NOT NULL DEFAULT '[]',
    created_at    TIMESTAMP DEFAULT now(),
    customer_name TEXT,
    assigned_to   UUID CONSTRAINT phone_conversations_assigned_to_fkey REFERENCES users (id),
    unread_count  INTEGER DEFAULT 0
);
CREATE INDEX idx_conversations_phone ON conversations (phone_number);
CREATE INDEX idx_conversations_assigned ON conversations (assigned_to);

CREATE TABLE checklist_submissions (
    id              serial PRIMARY KEY,
    user_id         UUID NOT NULL REFERENCES users (id),
    category        VARCHAR(50) NOT NULL,
    completed_tasks JSONB NOT NULL DEFAULT '[]'
);

-- 006 never worked: "Users" is not users.
CREATE TABLE notifications (
    id      bigserial PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind    VARCHAR(30) NOT NULL DEFAULT 'info',
    payload JSONB NOT NULL,
    read_at TIMESTAMP
);
CREATE INDEX idx_notifications_unread ON notifications (user_id) WHERE read_at IS NULL;

CREATE TABLE knowledge_articles (
    id                  UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    title               TEXT NOT NULL,
    body                TEXT NOT NULL,
    source_conversation UUID REFERENCES conversations (id) ON DELETE SET NULL,
    confidence          NUMERIC(3, 2) CHECK (confidence BETWEEN 0 AND 1),
    tags                TEXT[] NOT NULL DEFAULT '{}',
    author_id           UUID REFERENCES users (id)
);
CREATE INDEX idx_articles_tags ON knowledge_articles USING gin (tags);
CREATE INDEX idx_articles_title ON knowledge_articles (lower(title));

CREATE TABLE sla_policies (
    id             INTEGER PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    name           TEXT NOT NULL UNIQUE,
    first_response INTERVAL NOT NULL DEFAULT '4 hours',
    CONSTRAINT sla_positive CHECK (first_response > INTERVAL '0')
);

-- One row per request for help.
CREATE TABLE tickets (
    id          UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    title       VARCHAR(200) NOT NULL,
    body        TEXT,
    status      VARCHAR(20) DEFAULT 'open', -- open, waiting, closed
    created_by  UUID NOT NULL REFERENCES users (id),
    created_at  TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    priority    ticket_priority NOT NULL DEFAULT 'normal',
    category_id SMALLINT REFERENCES categories (id),
    updated_at  TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    sla_id      INTEGER CONSTRAINT tickets_sla REFERENCES sla_policies (id) ON DELETE SET NULL
);
CREATE INDEX idx_tickets_status ON tickets (status);
-- Cannot run inside a transaction, so this file has none.
CREATE INDEX idx_tickets_title ON tickets (title);

CREATE TABLE ticket_comments (
    id         serial PRIMARY KEY,
    ticket_id  UUID NOT NULL REFERENCES tickets (id) ON DELETE CASCADE,
    author_id  UUID NOT NULL REFERENCES users (id),
    body       TEXT NOT NULL,
    created_at TIMESTAMP DEFAULT now()
);
CREATE INDEX ticket_comments_ticket_id_idx ON ticket_comments (ticket_id);

CREATE TABLE agent_notes (
    ticket_id UUID REFERENCES tickets (id) ON DELETE CASCADE,
    agent_id  UUID REFERENCES users (id) ON DELETE SET NULL,
    note      TEXT NOT NULL,
    UNIQUE (ticket_id, agent_id)
);

-- Teams have a lead, and leads are members of teams: two tables that need each other.
CREATE TABLE teams (
    id      serial PRIMARY KEY,
    name    TEXT NOT NULL,
    lead_id INTEGER
);

CREATE TABLE team_members (
    id      serial PRIMARY KEY,
    team_id INTEGER NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id),
    UNIQUE (team_id, user_id)
);

CREATE TABLE ticket_tags (
    ticket_id UUID REFERENCES tickets (id) ON DELETE CASCADE,
    tag       VARCHAR(40),
    PRIMARY KEY (ticket_id, tag)
);

CREATE TABLE settings (
    name        TEXT PRIMARY KEY,
    value       TEXT,
    description TEXT,
    scope       TEXT NOT NULL DEFAULT 'global'
);
COMMENT ON TABLE settings IS 'Key and value, edited by admins';
COMMENT ON COLUMN settings.name IS 'dotted name';

CREATE TABLE audit_log (
    id       BIGINT PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY,
    actor_id UUID REFERENCES users (id) ON DELETE SET NULL,
    action   TEXT NOT NULL,
    at       TIMESTAMPTZ NOT NULL DEFAULT now()
);
CREATE INDEX idx_audit_actor ON audit_log (actor_id, at DESC NULLS LAST);

CREATE TABLE feedback (
    ticket_id UUID PRIMARY KEY REFERENCES tickets (id) ON DELETE CASCADE,
    stars     SMALLINT NOT NULL CHECK (stars BETWEEN 1 AND 5),
    said      TEXT
);


-- Views -----------------------------------------------------------------------

CREATE VIEW open_tickets AS
SELECT t.id, t.title, t.status, t.priority, u.name AS customer, count(c.id) AS comments
FROM tickets t
JOIN users u ON u.id = t.created_by
LEFT JOIN ticket_comments c ON c.ticket_id = t.id
WHERE t.status <> 'closed'
GROUP BY t.id, u.name;


-- Data ------------------------------------------------------------------------

INSERT INTO categories (id, slug, label, sort_order) VALUES
    (1, 'billing', 'Billing', 10),
    (2, 'technical', 'Technical problem', 20),
    (3, 'other', 'Anything else', 99);

INSERT INTO settings (name, value, description, scope) VALUES
    ('office_hours', '09:00-17:00', 'When agents answer', 'global'),
    ('greeting', 'Hello, it''s us', NULL, 'chat');

SELECT setval('categories_id_seq', 3);


-- Constraints that had to wait for other objects or for rows ------------------

ALTER TABLE team_members
    ADD CONSTRAINT team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE;

ALTER TABLE teams ADD CONSTRAINT teams_lead_fk FOREIGN KEY (lead_id) REFERENCES team_members (id);


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER tickets_updated_at
    BEFORE UPDATE ON tickets
    FOR EACH ROW
    EXECUTE FUNCTION set_updated_at();


-- Policies --------------------------------------------------------------------

ALTER TABLE agent_notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_notes ON agent_notes
    USING (agent_id = current_setting('app.user_id')::uuid);


-- Grants ----------------------------------------------------------------------

GRANT SELECT ON open_tickets TO PUBLIC;

RESET check_function_bodies;
