-- access method, name, family, input type, default
SELECT m.amname, c.opcname, f.opfname, c.opcintype, c.opcdefault::int
FROM pg_opclass c JOIN pg_am m ON m.oid = c.opcmethod JOIN pg_opfamily f ON f.oid = c.opcfamily
WHERE c.oid < 16384
ORDER BY m.amname COLLATE "C", c.opcname COLLATE "C", c.opcintype
