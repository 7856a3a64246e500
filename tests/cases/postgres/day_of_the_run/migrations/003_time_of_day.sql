-- The time of day is not known.
DO $$
BEGIN
    IF EXTRACT(hour FROM now()) < 12 THEN
        RAISE NOTICE 'morning';
    END IF;
END $$;

-- Nor is the day in another zone.
SET LOCAL TIME ZONE 'Pacific/Auckland';
DO $$
BEGIN
    IF CURRENT_DATE < '2020-01-01' THEN
        RAISE NOTICE 'long ago';
    END IF;
END $$;
