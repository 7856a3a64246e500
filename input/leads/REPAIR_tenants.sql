-- "leads" is a view since 002: the table is inbound_leads. Columns first, rows next, constraints and indexes last.
CREATE TABLE IF NOT EXISTS tenants (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    slug text NOT NULL UNIQUE,
    name text NOT NULL
);

INSERT INTO tenants (id, slug, name)
VALUES ('00000000-0000-0000-0000-000000000001', 'default', 'Default tenant')
ON CONFLICT (slug) DO NOTHING;

ALTER TABLE inbound_leads ADD COLUMN IF NOT EXISTS tenant_id uuid;
ALTER TABLE signals ADD COLUMN IF NOT EXISTS tenant_id uuid;
ALTER TABLE contacts ADD COLUMN IF NOT EXISTS tenant_id uuid;

DO $$
DECLARE
    t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['inbound_leads', 'signals', 'contacts'] LOOP
        EXECUTE format('UPDATE %I SET tenant_id = %L WHERE tenant_id IS NULL', t, '00000000-0000-0000-0000-000000000001');
        EXECUTE format('ALTER TABLE %I ALTER COLUMN tenant_id SET NOT NULL', t);
        IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = t || '_tenant_fkey' AND conrelid = t::regclass) THEN
            EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I FOREIGN KEY (tenant_id) REFERENCES tenants (id)', t, t || '_tenant_fkey');
        END IF;
        EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON %I (tenant_id)', t || '_tenant', t);
    END LOOP;
END
$$;

CREATE TABLE IF NOT EXISTS call_logs (
    id bigserial PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants (id),
    contact_id uuid REFERENCES contacts (id) ON DELETE SET NULL,
    phone text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS appointments (
    id bigserial PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants (id),
    contact_id uuid NOT NULL REFERENCES contacts (id),
    starts_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS tenant_phones (
    phone text PRIMARY KEY,
    tenant_id uuid NOT NULL REFERENCES tenants (id) ON DELETE CASCADE
);

CREATE OR REPLACE FUNCTION get_tenant_by_phone(called text) RETURNS uuid
    LANGUAGE sql STABLE
    AS 'SELECT tenant_id FROM tenant_phones WHERE phone = called';

CREATE OR REPLACE FUNCTION touch_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$$;

DROP TRIGGER IF EXISTS call_logs_touch ON call_logs;
CREATE TRIGGER call_logs_touch BEFORE UPDATE ON call_logs FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
DROP TRIGGER IF EXISTS appointments_touch ON appointments;
CREATE TRIGGER appointments_touch BEFORE UPDATE ON appointments FOR EACH ROW EXECUTE FUNCTION touch_updated_at();
