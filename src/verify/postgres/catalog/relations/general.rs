//! What concerns objects of every kind: schemas, extensions, comments, labels, dependencies.

use super::{IDENTITY, OID, Object, Relation};

/// What an object of the whole cluster is called; a database is always this one.
const SHARED: &str = "CASE WHEN x.classoid = 'pg_database'::regclass THEN 'database' ELSE
    (SELECT o.type || ' ' || o.identity FROM pg_identify_object(x.classoid, x.objoid, 0) o) END";
/// The databases of the others, and roles of earlier runs.
const OURS: &str = "x.classoid <> 'pg_database'::regclass AND pg_get_userbyid(x.objoid) !~ '^rebaseline_'
    OR x.objoid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())";
const COMMENTS_ONE_BY_ONE: &str = "x.objoid >= 16384
    OR x.classoid IN ('pg_namespace'::regclass, 'pg_extension'::regclass, 'pg_language'::regclass)";
const ADDRESS: &str = "SELECT x.classoid, x.objoid, x.objsubid";

pub(super) const RELATIONS: &[Relation] = &[
    Relation {
        rows: "x.nspname !~ '^pg_'",
        named: "nspowner:pg_authid",
        access: "nspacl:n:nspowner",
        left_out: &[("nspname", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_namespace", Object::Whole("pg_namespace", "oid"))
    },
    Relation {
        plain: "extrelocatable extversion extcondition",
        named: "extowner:pg_authid extnamespace:pg_namespace extconfig:pg_class",
        left_out: &[("extname", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_extension", Object::Whole("pg_extension", "oid"))
    },
    Relation {
        // The server's own objects have 5000 comments, of which only these are ever changed one by one.
        rows: COMMENTS_ONE_BY_ONE,
        parents: ADDRESS,
        plain: "description",
        left_out: &[("classoid objoid objsubid", IDENTITY)],
        ..Relation::of(
            "pg_description",
            Object::Unnamed(
                "comment",
                "SELECT i.type || ' ' || i.identity FROM pg_identify_object(x.classoid, x.objoid, x.objsubid) i",
            ),
        )
    },
    Relation {
        // The numbers of the server's own objects are the same in every database.
        from: "(SELECT sum(hashtextextended(concat_ws(' ', x.classoid, x.objoid, x.objsubid, x.description), 0)) AS digest
                  FROM pg_description x WHERE x.objoid < 16384
                   AND x.classoid NOT IN ('pg_namespace'::regclass, 'pg_extension'::regclass, 'pg_language'::regclass)) x",
        derived: &[("digest", "x.digest")],
        ..Relation::of("pg_description", Object::Unnamed("comment", "'the server''s own objects'"))
    },
    Relation {
        rows: OURS,
        plain: "description",
        left_out: &[("classoid objoid", IDENTITY)],
        ..Relation::of("pg_shdescription", Object::Unnamed("comment", SHARED))
    },
    Relation {
        parents: ADDRESS,
        plain: "label",
        left_out: &[("classoid objoid objsubid provider", IDENTITY)],
        ..Relation::of(
            "pg_seclabel",
            Object::Unnamed(
                "security label",
                "SELECT x.provider || ' ' || i.type || ' ' || i.identity
                   FROM pg_identify_object(x.classoid, x.objoid, x.objsubid) i",
            ),
        )
    },
    Relation {
        rows: OURS,
        plain: "label",
        left_out: &[("classoid objoid provider", IDENTITY)],
        ..Relation::of("pg_shseclabel", Object::Unnamed("security label", SHARED))
    },
    Relation {
        // A default depends for its column, and the rule of a view for the view. TOAST tables and the triggers of
        // foreign keys have no names that last; what an extension's objects depend on comes with the extension.
        from: "(SELECT m.class, m.object, m.part, d.refclassid, d.refobjid, d.refobjsubid,
                       string_agg(DISTINCT d.deptype::text, '') AS kind
                  FROM pg_depend d
                  LEFT JOIN pg_attrdef a ON d.classid = 'pg_attrdef'::regclass AND a.oid = d.objid
                  LEFT JOIN pg_rewrite r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
                                        AND r.rulename = '_RETURN'
                  CROSS JOIN LATERAL (SELECT
                       CASE WHEN a.oid IS NULL AND r.oid IS NULL THEN d.classid ELSE 'pg_class'::regclass END,
                       coalesce(a.adrelid, r.ev_class, d.objid), coalesce(a.adnum, d.objsubid)) m(class, object, part)
                 WHERE d.objid >= 16384
                   AND (d.deptype = 'e' OR NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classid
                                                         AND e.objid = d.objid AND e.deptype = 'e'))
                   AND (m.class, m.object, m.part) IS DISTINCT FROM (d.refclassid, d.refobjid, d.refobjsubid)
                   AND (m.class, m.object) IS DISTINCT FROM (d.refclassid, CASE WHEN r.oid IS NOT NULL THEN d.refobjid END)
                   AND NOT EXISTS (SELECT FROM pg_class t WHERE d.classid = 'pg_class'::regclass AND t.oid = d.objid
                                      AND t.relnamespace = 'pg_toast'::regnamespace)
                   AND NOT EXISTS (SELECT FROM pg_type t WHERE d.classid = 'pg_type'::regclass AND t.oid = d.objid
                                      AND t.typnamespace = 'pg_toast'::regnamespace)
                   AND NOT EXISTS (SELECT FROM pg_trigger t WHERE d.classid = 'pg_trigger'::regclass
                                      AND t.oid = d.objid AND t.tgisinternal)
                 GROUP BY 1, 2, 3, 4, 5, 6) x",
        parents: "SELECT x.class, x.object, x.part UNION ALL SELECT x.refclassid, x.refobjid, x.refobjsubid",
        derived: &[("kind", "x.kind")],
        left_out: &[
            ("classid objid objsubid refclassid refobjid refobjsubid", IDENTITY),
            ("deptype", "compared as `kind`: the same two objects may depend in several ways"),
        ],
        ..Relation::of(
            "pg_depend",
            Object::Unnamed(
                "dependency",
                "SELECT i.type || ' ' || i.identity || ' on ' || j.type || ' ' || j.identity
                   FROM pg_identify_object(x.class, x.object, x.part) i,
                        pg_identify_object(x.refclassid, x.refobjid, x.refobjsubid) j",
            ),
        )
    },
];
