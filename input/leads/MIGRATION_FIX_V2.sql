-- All in one loop, and guarded. The handler is still there.
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['leads', 'contacts', 'signals'] LOOP
        IF NOT EXISTS (
            SELECT 1 FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name = wanted AND column_name = 'tenant_id'
        ) THEN
            EXECUTE format('ALTER TABLE %I ADD COLUMN tenant_id uuid', wanted);
        END IF;
    END LOOP;
EXCEPTION
    WHEN wrong_object_type OR undefined_table THEN
        NULL;
END
$$;

UPDATE contacts SET tenant_id = '00000000-0000-0000-0000-000000000001' WHERE tenant_id IS NULL;
