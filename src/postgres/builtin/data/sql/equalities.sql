-- btree family, left, right: the pairs that the family can compare for equality
SELECT f.opfname, o.amoplefttype, o.amoprighttype
FROM pg_amop o JOIN pg_opfamily f ON f.oid = o.amopfamily
WHERE f.opfmethod = 403 AND o.amopstrategy = 3 AND o.oid < 16384
ORDER BY f.opfname COLLATE "C", o.amoplefttype, o.amoprighttype
