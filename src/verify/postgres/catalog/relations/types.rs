//! Types: enums, domains, composite, range and base types, and the row and array types that come with tables.

use super::{IDENTITY, OID, Object, Relation};

pub(super) const RELATIONS: &[Relation] = &[
    Relation {
        rows: "x.typnamespace <> 'pg_toast'::regnamespace",
        parents: "SELECT 'pg_class'::regclass, c.oid, 0 FROM pg_class c WHERE c.oid = x.typrelid AND c.relkind <> 'c'
                  UNION ALL SELECT 'pg_type'::regclass, e.oid, 0 FROM pg_type e WHERE e.typarray = x.oid
                  UNION ALL SELECT d.refclassid, d.refobjid, 0 FROM pg_depend d
                  WHERE d.classid = 'pg_type'::regclass AND d.objid = x.oid AND x.typtype = 'm' AND d.deptype = 'i'",
        plain: "typname typtype typisdefined",
        named: "typelem:pg_type typarray:pg_type",
        left_out: &[
            ("typnamespace", IDENTITY),
            ("oid typrelid", OID),
            ("typbasetype typtypmod", "compared as `base`"),
            ("typdefaultbin typdefault", "compared as `default`"),
        ],
        ..Relation::of("pg_type", Object::Whole("pg_type", "oid"))
    },
    Relation {
        // Those of an array type follow its element's.
        rows: "NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = x.oid)
               AND x.typnamespace <> 'pg_toast'::regnamespace",
        plain: "typnotnull typndims",
        named: "typowner:pg_authid typcollation:pg_collation",
        access: "typacl:T:typowner",
        derived: &[
            ("base", "CASE WHEN x.typbasetype <> 0 THEN format_type(x.typbasetype, x.typtypmod) END"),
            ("default", "coalesce(pg_get_expr(x.typdefaultbin, 0), x.typdefault)"),
            (
                "labels",
                "CASE WHEN x.typtype = 'e' THEN ARRAY(SELECT e.enumlabel FROM pg_enum e
                      WHERE e.enumtypid = x.oid ORDER BY e.enumsortorder) END",
            ),
        ],
        ..Relation::of("pg_type", Object::Whole("pg_type", "oid"))
    },
    Relation {
        // Of other types these follow from the kind, or from the base.
        rows: "x.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = x.oid)",
        plain: "typlen typbyval typcategory typispreferred typdelim typalign typstorage",
        named: "typsubscript:pg_proc typinput:pg_proc typoutput:pg_proc typreceive:pg_proc typsend:pg_proc
                typmodin:pg_proc typmodout:pg_proc typanalyze:pg_proc",
        ..Relation::of("pg_type", Object::Whole("pg_type", "oid"))
    },
    Relation {
        named: "rngsubtype:pg_type rngmultitypid:pg_type rngcollation:pg_collation rngsubopc:pg_opclass
                rngcanonical:pg_proc rngsubdiff:pg_proc",
        left_out: &[("rngtypid", OID)],
        ..Relation::of("pg_range", Object::Whole("pg_type", "rngtypid"))
    },
    Relation {
        plain: "collprovider collisdeterministic collencoding collcollate collctype colllocale colliculocale
                collicurules collversion",
        named: "collowner:pg_authid",
        left_out: &[("collname collnamespace", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_collation", Object::Whole("pg_collation", "oid"))
    },
];
