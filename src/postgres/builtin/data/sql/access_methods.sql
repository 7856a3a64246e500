-- name, type: i for indexes, t for tables
SELECT amname, amtype FROM pg_am WHERE oid < 12000 ORDER BY amname COLLATE "C"
