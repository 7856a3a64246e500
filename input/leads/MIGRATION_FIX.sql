-- The column "is not visible before the commit": so the index goes into a block of its own.
DO $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM pg_indexes WHERE schemaname = 'public' AND indexname = 'contacts_tenant'
    ) THEN
        EXECUTE 'CREATE INDEX contacts_tenant ON contacts (tenant_id)';
    END IF;
END
$$;
