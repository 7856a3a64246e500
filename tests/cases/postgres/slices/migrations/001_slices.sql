-- A bound that is left out is the array's own.
CREATE TABLE slices (name text PRIMARY KEY, part int[]);
DO $$
DECLARE
    a int[] := ARRAY[10, 20, 30, 40];
    n int := 3;
    i int;
BEGIN
    INSERT INTO slices VALUES ('head', a[:2]), ('tail', a[n:]), ('all', a[:]), ('beyond', a[7:]), ('middle', a[2:n]), ('none', (NULL::int[])[:2]);
    FOREACH i IN ARRAY a[:n] LOOP
        INSERT INTO slices VALUES ('from ' || i, a[i / 10:n + 1]);
    END LOOP;
END $$;
INSERT INTO slices VALUES ('shifted', ('[0:2]={1,2,3}'::int[])[1:]), ('lower', ('[0:2]={1,2,3}'::int[])[:1]);
