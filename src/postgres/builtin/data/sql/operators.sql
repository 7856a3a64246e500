-- symbol, oid, left (0: a prefix operator), right, result, volatility, whether it is its own commutator
SELECT o.oprname, o.oid, o.oprleft, o.oprright, o.oprresult, p.provolatile, CASE WHEN o.oprcom = o.oid THEN 1 END
FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode
WHERE o.oid < 12000
ORDER BY o.oprname COLLATE "C", o.oid
