-- One database for several tenants.
CREATE TABLE tenants (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    slug text NOT NULL UNIQUE,
    name text NOT NULL
);

INSERT INTO tenants (id, slug, name)
VALUES ('00000000-0000-0000-0000-000000000001', 'default', 'Default tenant');

DO $$
BEGIN
    ALTER TABLE contacts ADD COLUMN tenant_id uuid REFERENCES tenants (id);
    ALTER TABLE signals ADD COLUMN tenant_id uuid REFERENCES tenants (id);
    ALTER TABLE leads ADD COLUMN tenant_id uuid REFERENCES tenants (id);
EXCEPTION
    WHEN OTHERS THEN
        RAISE NOTICE 'tenant_id is there already: %', SQLERRM;
END
$$;

CREATE INDEX contacts_tenant ON contacts (tenant_id);
CREATE INDEX signals_tenant ON signals (tenant_id);
CREATE INDEX leads_tenant ON leads (tenant_id);
