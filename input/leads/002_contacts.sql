-- People, as opposed to leads. Sales looks at them through a view, so that phone numbers stay where they are.
CREATE TABLE contacts (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    lead_id uuid UNIQUE REFERENCES leads (id),
    email text,
    phone text,
    tags text[] NOT NULL DEFAULT '{}'
);

CREATE VIEW lead_contacts AS
SELECT l.id, l.full_name, c.email, l.created_at
FROM leads l
LEFT JOIN contacts c ON c.lead_id = l.id;

-- The old import had its own idea of a lead; the app calls the table by this name from now on.
ALTER TABLE leads RENAME TO inbound_leads;
CREATE VIEW leads AS SELECT id, full_name, phone, source, created_at FROM inbound_leads;
