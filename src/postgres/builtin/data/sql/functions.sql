-- name, oid, kind, input arguments, result, returns a set, element of VARIADIC, number of defaults, volatility, strict,
-- argument names, modes and types of all arguments (where some are not input)
SELECT p.proname, p.oid, p.prokind, array_to_string(p.proargtypes::oid[], ','), p.prorettype, p.proretset::int,
       p.provariadic, p.pronargdefaults, p.provolatile, p.proisstrict::int,
       array_to_string(p.proargnames, ','), array_to_string(p.proargmodes, ''), array_to_string(p.proallargtypes, ',')
FROM pg_proc p
WHERE p.oid < 12000 AND p.pronamespace = 'pg_catalog'::regnamespace
ORDER BY p.proname COLLATE "C", p.oid
