-- name, schema, oid, kind, columns; what initdb's scripts make is numbered by us
WITH brought AS (
  SELECT c.oid, c.relname, c.relnamespace::regnamespace::text AS schema, c.relkind,
         CASE WHEN c.oid < 12000 THEN c.oid::int
              ELSE 13000 + row_number() OVER (PARTITION BY c.oid >= 12000 ORDER BY c.relname COLLATE "C", c.relnamespace) END AS number
  FROM pg_class c
  WHERE c.oid < 16384 AND c.relkind IN ('r', 'v') AND c.relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
), domains AS (
  SELECT oid, 12000 + row_number() OVER (ORDER BY typname) AS number FROM pg_type WHERE oid BETWEEN 12000 AND 16383 AND typtype = 'd'
)
SELECT r.relname, r.schema, r.number, r.relkind,
       string_agg(a.attname || ' ' || coalesce(d.number, a.atttypid::int)::text || CASE WHEN a.attnotnull THEN '!' ELSE '' END, ',' ORDER BY a.attnum)
FROM brought r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 LEFT JOIN domains d ON d.oid = a.atttypid
GROUP BY r.relname, r.schema, r.number, r.relkind
ORDER BY r.relname COLLATE "C", r.schema
