-- name, oid; those made from the operating system's and ICU's locales are numbered by us
SELECT collname,
       CASE WHEN min(oid::int) < 12000 THEN min(oid::int)
            ELSE 15000 + row_number() OVER (PARTITION BY min(oid::int) >= 12000 ORDER BY collname COLLATE "C") END
FROM pg_collation
WHERE oid < 16384
GROUP BY collname
ORDER BY collname COLLATE "C"
