-- family, access method, symbol, left, right: the operators that an index can search by
SELECT f.opfname, m.amname, p.oprname, o.amoplefttype, o.amoprighttype
FROM pg_amop o JOIN pg_opfamily f ON f.oid = o.amopfamily JOIN pg_am m ON m.oid = f.opfmethod JOIN pg_operator p ON p.oid = o.amopopr
WHERE o.amoppurpose = 's' AND o.oid < 16384
ORDER BY f.opfname COLLATE "C", m.amname COLLATE "C", p.oprname COLLATE "C", o.amoplefttype, o.amoprighttype
