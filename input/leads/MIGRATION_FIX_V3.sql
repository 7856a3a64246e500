-- Plain statements, in the order of the first try.
CREATE TABLE IF NOT EXISTS tenants (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    slug text NOT NULL UNIQUE,
    name text NOT NULL
);

INSERT INTO tenants (id, slug, name)
VALUES ('00000000-0000-0000-0000-000000000001', 'default', 'Default tenant')
ON CONFLICT (slug) DO NOTHING;

CREATE INDEX IF NOT EXISTS contacts_tenant ON contacts (tenant_id);
