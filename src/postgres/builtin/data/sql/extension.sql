-- What one extension brings, section by section, in a database in which it (with what it requires) is the only one.
-- Its name is in the setting rebaseline.extension. The file of an extension is `[section]` and the rows of its query, for each section
-- that has rows. `UPDATE=1 cargo test --test extensions` writes the files. Types are OIDs where they are the engine's, names (`citext`, `citext[]`) where they are an extension's.

CREATE TEMP TABLE member AS
  SELECT d.classid, d.objid FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
  WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e' AND e.extname = current_setting('rebaseline.extension');
CREATE FUNCTION pg_temp.key(oid) RETURNS text LANGUAGE sql AS $$
  SELECT CASE WHEN $1 < 16384 THEN $1::text
              ELSE coalesce((SELECT e.typname || '[]' FROM pg_type e WHERE e.typarray = $1), (SELECT typname FROM pg_type WHERE oid = $1)) END $$;
CREATE FUNCTION pg_temp.keys(oid[]) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(pg_temp.key(o), ',' ORDER BY n) FROM unnest($1) WITH ORDINALITY u (o, n) $$;
CREATE FUNCTION pg_temp.columns(oid) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(attname || ' ' || pg_temp.key(atttypid), ',' ORDER BY attnum) FROM pg_attribute WHERE attrelid = $1 AND attnum > 0 $$;

-- [extension] name, default version, schema (where it has its own), can be moved, requires
SELECT a.name, a.default_version, coalesce(v.schema, ''), v.relocatable::int, coalesce(array_to_string(v.requires, ','), '')
FROM pg_available_extensions a JOIN pg_available_extension_versions v ON v.name = a.name AND v.version = a.default_version
WHERE a.name = current_setting('rebaseline.extension');

-- [types] name, kind, category, preferred, collation, storage, base of a domain or subtype of a range, columns of a composite type
SELECT t.typname, t.typtype, t.typcategory, t.typispreferred::int, t.typcollation, t.typstorage,
       coalesce(pg_temp.key(coalesce(nullif(t.typbasetype, 0), r.rngsubtype)), '0'), coalesce(pg_temp.columns(t.typrelid), '')
FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid LEFT JOIN pg_range r ON r.rngtypid = t.oid
WHERE (t.typrelid = 0 AND EXISTS (SELECT FROM member m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid)
       AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid))
   OR (c.relkind = 'c' AND EXISTS (SELECT FROM member m WHERE m.classid = 'pg_type'::regclass AND m.objid = t.oid))
ORDER BY t.oid;

-- [relations] name, kind, columns
SELECT c.relname, c.relkind, pg_temp.columns(c.oid)
FROM pg_class c JOIN member m ON m.classid = 'pg_class'::regclass AND m.objid = c.oid
WHERE c.relkind <> 'c'
ORDER BY c.oid;

-- [functions] as functions.sql
SELECT p.proname, 0, p.prokind, coalesce(pg_temp.keys(p.proargtypes::oid[]), ''), pg_temp.key(p.prorettype), p.proretset::int,
       pg_temp.key(p.provariadic), p.pronargdefaults, p.provolatile, p.proisstrict::int,
       array_to_string(p.proargnames, ','), array_to_string(p.proargmodes, ''), coalesce(pg_temp.keys(p.proallargtypes), '')
FROM pg_proc p JOIN member m ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
ORDER BY p.proname COLLATE "C", p.oid;

-- [operators] as operators.sql
SELECT o.oprname, 0, pg_temp.key(o.oprleft), pg_temp.key(o.oprright), pg_temp.key(o.oprresult), p.provolatile, CASE WHEN o.oprcom = o.oid THEN 1 END
FROM pg_operator o JOIN member m ON m.classid = 'pg_operator'::regclass AND m.objid = o.oid JOIN pg_proc p ON p.oid = o.oprcode
ORDER BY o.oprname COLLATE "C", o.oid;

-- [casts] as casts.sql
SELECT pg_temp.key(c.castsource), pg_temp.key(c.casttarget), c.castcontext, c.castmethod, coalesce(p.provolatile, 'i')
FROM pg_cast c JOIN member m ON m.classid = 'pg_cast'::regclass AND m.objid = c.oid LEFT JOIN pg_proc p ON p.oid = c.castfunc
ORDER BY pg_temp.key(c.castsource) COLLATE "C", pg_temp.key(c.casttarget) COLLATE "C";

-- [operator_classes] as operator_classes.sql
SELECT a.amname, c.opcname, f.opfname, pg_temp.key(c.opcintype), c.opcdefault::int
FROM pg_opclass c JOIN member m ON m.classid = 'pg_opclass'::regclass AND m.objid = c.oid
JOIN pg_am a ON a.oid = c.opcmethod JOIN pg_opfamily f ON f.oid = c.opcfamily
ORDER BY a.amname COLLATE "C", c.opcname COLLATE "C", pg_temp.key(c.opcintype) COLLATE "C";

-- [equalities] as equalities.sql
SELECT f.opfname, pg_temp.key(o.amoplefttype), pg_temp.key(o.amoprighttype)
FROM pg_amop o JOIN pg_opfamily f ON f.oid = o.amopfamily
WHERE f.opfmethod = 403 AND o.amopstrategy = 3 AND o.oid >= 16384
  AND EXISTS (SELECT FROM member m WHERE m.classid = 'pg_opfamily'::regclass AND m.objid = f.oid)
ORDER BY f.opfname COLLATE "C", pg_temp.key(o.amoplefttype) COLLATE "C", pg_temp.key(o.amoprighttype) COLLATE "C";

-- [operator_members] as operator_members.sql
SELECT f.opfname, a.amname, p.oprname, pg_temp.key(o.amoplefttype), pg_temp.key(o.amoprighttype)
FROM pg_amop o JOIN pg_opfamily f ON f.oid = o.amopfamily JOIN pg_am a ON a.oid = f.opfmethod JOIN pg_operator p ON p.oid = o.amopopr
WHERE o.amoppurpose = 's' AND o.oid >= 16384
  AND EXISTS (SELECT FROM member m WHERE m.classid = 'pg_opfamily'::regclass AND m.objid = f.oid)
ORDER BY f.opfname COLLATE "C", a.amname COLLATE "C", p.oprname COLLATE "C",
         pg_temp.key(o.amoplefttype) COLLATE "C", pg_temp.key(o.amoprighttype) COLLATE "C";
