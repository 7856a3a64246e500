-- oid, name, kind, category, preferred, element of an array, its array, collation, storage, base of a domain,
-- subtype of a range or range of a multirange, multirange of a range, volatility of input and output
SELECT CASE WHEN t.oid < 12000 THEN t.oid::int ELSE 12000 + row_number() OVER (PARTITION BY t.oid >= 12000 ORDER BY t.typname) END,
       t.typname, t.typtype, t.typcategory, t.typispreferred::int, coalesce(e.oid, 0),
       CASE t.typtype WHEN 'd' THEN 0 ELSE t.typarray END, t.typcollation, t.typstorage, t.typbasetype,
       coalesce(r.rngsubtype, m.rngtypid, 0), coalesce(r.rngmultitypid, 0), i.provolatile, o.provolatile
FROM pg_type t
LEFT JOIN pg_type e ON e.typarray = t.oid
LEFT JOIN pg_range r ON r.rngtypid = t.oid
LEFT JOIN pg_range m ON m.rngmultitypid = t.oid
JOIN pg_proc i ON i.oid = t.typinput
JOIN pg_proc o ON o.oid = t.typoutput
WHERE t.oid < 16384 AND t.typrelid = 0 AND coalesce(e.oid < 12000 AND e.typrelid = 0, true)
ORDER BY 1
