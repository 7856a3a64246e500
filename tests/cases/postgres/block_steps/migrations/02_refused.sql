DO $$ DECLARE a int[] := '{{1,2},{3,4}}'; x int[]; BEGIN FOREACH x SLICE 3 IN ARRAY a LOOP NULL; END LOOP; END $$;
