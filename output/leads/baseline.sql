-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  7 migrations, from 001_leads_and_signals.sql to REPAIR_tenants.sql
-- Inputs:  SHA-256 3adfb8f3ca52f08c31438ef8099ae780cb361912951ec31eb1887fd5ffbe0b64
-- Exact:   yes; 4 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION get_tenant_by_phone(called text)
    RETURNS uuid
    LANGUAGE sql STABLE
AS 'SELECT tenant_id FROM tenant_phones WHERE phone = called';

CREATE FUNCTION touch_updated_at()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$$;


-- Tables ----------------------------------------------------------------------

-- "leads" is a view since 002: the table is inbound_leads. Columns first, rows next, constraints and indexes last.
CREATE TABLE tenants (
    id   uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    slug text NOT NULL UNIQUE,
    name text NOT NULL
);

-- Where visitors leave their details, and what they did before.
CREATE TABLE inbound_leads (
    id         uuid CONSTRAINT leads_pkey PRIMARY KEY DEFAULT gen_random_uuid(),
    full_name  text NOT NULL,
    phone      text,
    source     text NOT NULL DEFAULT 'website',
    created_at timestamptz NOT NULL DEFAULT now(),
    tenant_id  uuid NOT NULL CONSTRAINT inbound_leads_tenant_fkey REFERENCES tenants (id)
);
CREATE INDEX inbound_leads_tenant ON inbound_leads (tenant_id);

CREATE TABLE signals (
    id        bigserial PRIMARY KEY,
    lead_id   uuid NOT NULL REFERENCES inbound_leads (id) ON DELETE CASCADE,
    kind      text NOT NULL CHECK (kind IN ('visit', 'call', 'form', 'chat')),
    payload   jsonb NOT NULL DEFAULT '{}',
    seen_at   timestamptz NOT NULL DEFAULT now(),
    tenant_id uuid NOT NULL CONSTRAINT signals_tenant_fkey REFERENCES tenants (id)
);
CREATE INDEX signals_lead ON signals (lead_id, seen_at DESC);
CREATE INDEX signals_tenant ON signals (tenant_id);

-- People, as opposed to leads. Sales looks at them through a view, so that phone numbers stay where they are.
CREATE TABLE contacts (
    id        uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    lead_id   uuid UNIQUE REFERENCES inbound_leads (id),
    email     text,
    phone     text,
    tags      text[] NOT NULL DEFAULT '{}',
    tenant_id uuid NOT NULL CONSTRAINT contacts_tenant_fkey REFERENCES tenants (id)
);
CREATE INDEX contacts_tenant ON contacts (tenant_id);

CREATE TABLE call_logs (
    id         bigserial PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenants (id),
    contact_id uuid REFERENCES contacts (id) ON DELETE SET NULL,
    phone      text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE appointments (
    id         bigserial PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenants (id),
    contact_id uuid NOT NULL REFERENCES contacts (id),
    starts_at  timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE tenant_phones (
    phone     text PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE
);


-- Views -----------------------------------------------------------------------

CREATE VIEW lead_contacts AS
SELECT l.id, l.full_name, c.email, l.created_at
FROM inbound_leads l
LEFT JOIN contacts c ON c.lead_id = l.id;

CREATE VIEW leads AS
SELECT id, full_name, phone, source, created_at FROM inbound_leads;


-- Data ------------------------------------------------------------------------

INSERT INTO tenants (id, slug, name) VALUES
    ('00000000-0000-0000-0000-000000000001', 'default', 'Default tenant');


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER call_logs_touch
    BEFORE UPDATE ON call_logs
    FOR EACH ROW
    EXECUTE FUNCTION touch_updated_at();

CREATE TRIGGER appointments_touch
    BEFORE UPDATE ON appointments
    FOR EACH ROW
    EXECUTE FUNCTION touch_updated_at();

RESET check_function_bodies;
