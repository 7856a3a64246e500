//! Relations and what belongs to them: columns, constraints, indexes, sequences, triggers, rules, policies.

use super::{DEFINITION, IDENTITY, OID, Object, Relation};

const OF_TYPE: &str = "follows from `type`";
const STALE: &str = "a hint that may be out of date";
const PHYSICAL: &str = "how it is stored, which depends on when things happened";

pub(super) const RELATIONS: &[Relation] = &[
    Relation {
        // Tables, views, indexes, sequences, composite types; TOAST tables belong to their tables.
        rows: "x.relkind <> 't' AND x.relnamespace <> 'pg_toast'::regnamespace",
        parents: "SELECT 'pg_class'::regclass, i.indrelid, 0 FROM pg_index i WHERE i.indexrelid = x.oid
                  UNION ALL SELECT 'pg_constraint'::regclass, c.oid, 0 FROM pg_constraint c
                  WHERE c.conindid = x.oid AND c.contype IN ('p', 'u', 'x')
                  UNION ALL SELECT 'pg_type'::regclass, x.reltype, 0 WHERE x.relkind = 'c'
                  UNION ALL SELECT d.refclassid, d.refobjid, d.refobjsubid FROM pg_depend d
                  WHERE d.classid = 'pg_class'::regclass AND d.objid = x.oid AND x.relkind = 'S'
                  AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')",
        plain: "relkind relpersistence relrowsecurity relforcerowsecurity relispopulated relreplident relispartition",
        named: "relowner:pg_authid reloftype:pg_type relam:pg_am reltablespace:pg_tablespace",
        sql: &[
            ("reloptions", "ARRAY(SELECT unnest(x.reloptions) ORDER BY 1)"),
            ("relpartbound", "pg_get_expr(x.relpartbound, x.oid)"),
        ],
        derived: &[
            (
                "definition",
                "CASE WHEN x.relkind IN ('v', 'm') THEN pg_get_viewdef(x.oid)
                      WHEN x.relkind IN ('i', 'I') THEN pg_get_indexdef(x.oid) END",
            ),
            (
                "toast options",
                "ARRAY(SELECT unnest(t.reloptions) FROM pg_class t WHERE t.oid = x.reltoastrelid ORDER BY 1)",
            ),
            (
                "inherits",
                "ARRAY(SELECT i.inhparent::regclass || CASE WHEN to_jsonb(i) @> '{\"inhdetachpending\": true}'
                       THEN ' (detach pending)' ELSE '' END
                       FROM pg_inherits i WHERE i.inhrelid = x.oid ORDER BY i.inhseqno)",
            ),
            (
                "column statistics",
                "CASE WHEN x.relkind IN ('i', 'I') THEN ARRAY(SELECT a.attnum || ': ' || a.attstattarget FROM pg_attribute a
                      WHERE a.attrelid = x.oid AND a.attstattarget >= 0 ORDER BY a.attnum) END",
            ),
        ],
        left_out: &[
            ("relname relnamespace", IDENTITY),
            ("oid reltype relfilenode reltoastrelid", OID),
            ("relacl", "compared below: its default depends on the kind"),
            ("relnatts", "counts dropped columns, too; live columns are compared one by one"),
            ("relchecks", "constraints are compared one by one"),
            ("relhasindex relhasrules relhastriggers relhassubclass", STALE),
            ("relpages reltuples relallvisible relallfrozen", "estimates, made by VACUUM and ANALYZE"),
            ("relisshared", "only the server's own relations are"),
            ("relrewrite relfrozenxid relminmxid", PHYSICAL),
        ],
        ..Relation::of("pg_class", Object::Whole("pg_class", "oid"))
    },
    Relation {
        rows: "x.relkind IN ('r', 'p', 'v', 'm', 'f')",
        access: "relacl:r:relowner",
        ..Relation::of("pg_class", Object::Whole("pg_class", "oid"))
    },
    Relation {
        rows: "x.relkind = 'S'",
        access: "relacl:s:relowner",
        ..Relation::of("pg_class", Object::Whole("pg_class", "oid"))
    },
    Relation {
        rows: "x.attnum > 0 AND NOT x.attisdropped AND EXISTS (SELECT FROM pg_class c WHERE c.oid = x.attrelid
               AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND c.relnamespace <> 'pg_toast'::regnamespace)",
        parents: "SELECT 'pg_class'::regclass, x.attrelid, 0",
        plain: "attnotnull attidentity attgenerated attislocal attinhcount attstattarget attcompression",
        sql: &[
            ("attstorage", "(SELECT nullif(x.attstorage, t.typstorage) FROM pg_type t WHERE t.oid = x.atttypid)"),
            (
                "attcollation",
                "(SELECT (pg_identify_object('pg_collation'::regclass, x.attcollation, 0)).identity FROM pg_type t
                  WHERE t.oid = x.atttypid AND x.attcollation NOT IN (0, t.typcollation))",
            ),
            ("attacl", "ARRAY(SELECT unnest(x.attacl)::text ORDER BY 1)"),
            ("attoptions", "ARRAY(SELECT unnest(x.attoptions) ORDER BY 1)"),
            ("attfdwoptions", "ARRAY(SELECT unnest(x.attfdwoptions) ORDER BY 1)"),
        ],
        derived: &[
            (
                "position",
                "(SELECT count(*) FROM pg_attribute b WHERE b.attrelid = x.attrelid AND b.attnum > 0
                  AND NOT b.attisdropped AND b.attnum <= x.attnum)",
            ),
            ("type", "format_type(x.atttypid, x.atttypmod)"),
            (
                "default",
                "(SELECT pg_get_expr(d.adbin, d.adrelid) FROM pg_attrdef d
                          WHERE d.adrelid = x.attrelid AND d.adnum = x.attnum)",
            ),
        ],
        left_out: &[
            ("attname", IDENTITY),
            ("attrelid", OID),
            ("attndims", "as declared, and 0 for the result of a query; the server makes nothing of it"),
            ("atttypid atttypmod", "compared as `type`"),
            ("attlen attbyval attalign", OF_TYPE),
            ("attnum", "counts dropped columns, too; compared as `position`"),
            ("attisdropped", "dropped columns are not objects"),
            ("atthasdef", "compared as `default`"),
            ("atthasmissing attmissingval attcacheoff", PHYSICAL),
        ],
        ..Relation::of("pg_attribute", Object::Part("pg_class", "attrelid", "attnum"))
    },
    Relation {
        parents: "SELECT 'pg_class'::regclass, x.conrelid, 0 WHERE x.conrelid <> 0
                  UNION ALL SELECT 'pg_type'::regclass, x.contypid, 0 WHERE x.contypid <> 0",
        plain: "conislocal coninhcount",
        named: "conindid:pg_class conparentid:pg_constraint conpfeqop:pg_operator conppeqop:pg_operator
                conffeqop:pg_operator",
        derived: &[
            ("definition", "pg_get_constraintdef(x.oid)"),
            (
                "triggers enabled",
                "ARRAY(SELECT t.tgenabled::text || ' on ' || t.tgrelid::regclass FROM pg_trigger t
                       WHERE t.tgconstraint = x.oid AND t.tgisinternal ORDER BY 1)",
            ),
        ],
        left_out: &[
            ("conname connamespace", IDENTITY),
            ("oid", OID),
            ("contype condeferrable condeferred convalidated conenforced connoinherit conperiod", DEFINITION),
            ("conrelid contypid", "the table or domain is part of its name"),
            ("confrelid confupdtype confdeltype confmatchtype confdelsetcols", DEFINITION),
            ("conkey confkey conexclop conbin", DEFINITION),
        ],
        ..Relation::of("pg_constraint", Object::Whole("pg_constraint", "oid"))
    },
    Relation {
        rows: "(SELECT c.relnamespace FROM pg_class c WHERE c.oid = x.indexrelid) <> 'pg_toast'::regnamespace",
        plain: "indisprimary indisexclusion indimmediate indisclustered indisvalid indisready indislive indisreplident",
        left_out: &[
            ("indexrelid indrelid", OID),
            ("indcheckxmin", PHYSICAL),
            ("indnatts indnkeyatts indisunique indnullsnotdistinct indkey indexprs indpred", DEFINITION),
            ("indcollation indclass indoption", DEFINITION),
        ],
        ..Relation::of("pg_index", Object::Whole("pg_class", "indexrelid"))
    },
    Relation {
        plain: "seqstart seqincrement seqmax seqmin seqcache seqcycle",
        named: "seqtypid:pg_type",
        derived: &[(
            "owned by",
            "(SELECT d.deptype::text || ' ' || (pg_identify_object(d.refclassid, d.refobjid, d.refobjsubid)).identity
              FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = x.seqrelid
              AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))",
        )],
        left_out: &[("seqrelid", OID)],
        ..Relation::of("pg_sequence", Object::Whole("pg_class", "seqrelid"))
    },
    Relation {
        named: "partdefid:pg_class",
        derived: &[("partition key", "pg_get_partkeydef(x.partrelid)")],
        left_out: &[
            ("partrelid", OID),
            ("partstrat partnatts partattrs partclass partcollation partexprs", "compared as `partition key`"),
        ],
        ..Relation::of("pg_partitioned_table", Object::Whole("pg_class", "partrelid"))
    },
    Relation {
        rows: "NOT x.tgisinternal",
        parents: "SELECT 'pg_class'::regclass, x.tgrelid, 0",
        plain: "tgenabled",
        named: "tgparentid:pg_trigger",
        derived: &[("definition", "pg_get_triggerdef(x.oid)")],
        left_out: &[
            ("tgname tgrelid", IDENTITY),
            ("oid", OID),
            ("tgisinternal", "those are compared as `triggers enabled` of their constraint"),
            ("tgfoid tgtype tgconstrrelid tgconstrindid tgconstraint tgdeferrable tginitdeferred", DEFINITION),
            ("tgnargs tgattr tgargs tgqual tgoldtable tgnewtable", DEFINITION),
        ],
        ..Relation::of("pg_trigger", Object::Whole("pg_trigger", "oid"))
    },
    Relation {
        rows: "x.rulename <> '_RETURN'",
        parents: "SELECT 'pg_class'::regclass, x.ev_class, 0",
        plain: "ev_enabled",
        derived: &[("definition", "pg_get_ruledef(x.oid)")],
        left_out: &[
            ("rulename ev_class", IDENTITY),
            ("oid", OID),
            ("ev_type is_instead ev_qual ev_action", "part of `definition`, also of the view for its own rule"),
        ],
        ..Relation::of("pg_rewrite", Object::Whole("pg_rewrite", "oid"))
    },
    Relation {
        parents: "SELECT 'pg_class'::regclass, x.polrelid, 0",
        plain: "polcmd polpermissive",
        named: "polroles:pg_authid",
        sql: &[
            ("polqual", "pg_get_expr(x.polqual, x.polrelid)"),
            ("polwithcheck", "pg_get_expr(x.polwithcheck, x.polrelid)"),
        ],
        left_out: &[("polname polrelid", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_policy", Object::Whole("pg_policy", "oid"))
    },
    Relation {
        parents: "SELECT 'pg_class'::regclass, x.stxrelid, 0",
        plain: "stxstattarget",
        named: "stxowner:pg_authid",
        derived: &[("definition", "pg_get_statisticsobjdef(x.oid)")],
        left_out: &[
            ("stxname stxnamespace", IDENTITY),
            ("oid", OID),
            ("stxrelid stxkeys stxkind stxexprs", DEFINITION),
        ],
        ..Relation::of("pg_statistic_ext", Object::Whole("pg_statistic_ext", "oid"))
    },
];
