-- source, target, context, method, volatility
SELECT c.castsource, c.casttarget, c.castcontext, c.castmethod, coalesce(p.provolatile, 'i')
FROM pg_cast c LEFT JOIN pg_proc p ON p.oid = c.castfunc
WHERE c.oid < 16384
ORDER BY c.castsource::text COLLATE "C", c.casttarget
