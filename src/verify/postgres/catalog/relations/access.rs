//! Who may do what: roles, memberships, default privileges, and privileges on what the history did not make.

use super::{CLUSTER, IDENTITY, OID, Object, Relation};

pub(super) const RELATIONS: &[Relation] = &[
    Relation {
        plain: "rolsuper rolinherit rolcreaterole rolcreatedb rolcanlogin rolreplication rolconnlimit rolvaliduntil
                rolbypassrls",
        left_out: &[
            ("rolname", IDENTITY),
            ("oid", OID),
            ("rolpassword", "never shown; stored with a random salt"),
            ("rolconfig", "compared as a setting"),
        ],
        rows: "x.rolname !~ '^rebaseline_'",
        ..Relation::of("pg_roles", Object::Whole("pg_authid", "oid"))
    },
    Relation {
        rows: "(x.roleid >= 16384 OR x.member >= 16384) AND pg_get_userbyid(x.roleid) !~ '^rebaseline_'
               AND pg_get_userbyid(x.member) !~ '^rebaseline_'",
        plain: "admin_option inherit_option set_option",
        left_out: &[("roleid member grantor", IDENTITY), ("oid", OID)],
        ..Relation::of(
            "pg_auth_members",
            Object::Unnamed(
                "role membership",
                "format('%s in %s by %s', pg_get_userbyid(x.member), pg_get_userbyid(x.roleid), \
                 pg_get_userbyid(x.grantor))",
            ),
        )
    },
    Relation {
        rows:
            "(x.setdatabase = 0 OR x.setdatabase = (SELECT d.oid FROM pg_database d WHERE datname = current_database()))
               AND pg_get_userbyid(x.setrole) !~ '^rebaseline_'",
        sql: &[("setconfig", "ARRAY(SELECT unnest(x.setconfig) ORDER BY 1)")],
        left_out: &[("setdatabase setrole", IDENTITY)],
        ..Relation::of(
            "pg_db_role_setting",
            Object::Unnamed(
                "setting",
                "format('of %s in %s', CASE x.setrole WHEN 0 THEN 'every role' ELSE pg_get_userbyid(x.setrole) END, \
                 CASE x.setdatabase WHEN 0 THEN 'every database' ELSE 'this database' END)",
            ),
        )
    },
    Relation {
        sql: &[("defaclacl", "ARRAY(SELECT unnest(x.defaclacl)::text ORDER BY 1)")],
        left_out: &[("defaclrole defaclnamespace defaclobjtype", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_default_acl", Object::Whole("pg_default_acl", "oid"))
    },
    Relation {
        rows: "x.datname = current_database()",
        plain: "encoding datlocprovider datistemplate datallowconn dathasloginevt datconnlimit datcollate datctype
                datlocale daticulocale daticurules datcollversion",
        named: "datdba:pg_authid dattablespace:pg_tablespace",
        access: "datacl:d:datdba",
        left_out: &[
            ("datname", "the two databases cannot have the same"),
            ("oid", OID),
            ("datlastsysoid datfrozenxid datminmxid", CLUSTER),
        ],
        ..Relation::of("pg_database", Object::Unnamed("database", "'this database'"))
    },
    // A history can change the access lists of the server's own objects, and of those of an extension.
    Relation {
        rows: "x.relacl IS NOT NULL AND (x.oid < 16384 OR EXISTS (SELECT FROM pg_depend e WHERE e.deptype = 'e'
               AND e.objid = x.oid AND e.classid = 'pg_class'::regclass))",
        access: "relacl:r:relowner",
        ..Relation::of(
            "pg_class",
            Object::Unnamed(
                "privileges",
                "SELECT i.type || ' ' || i.identity FROM pg_identify_object('pg_class'::regclass, x.oid, 0) i",
            ),
        )
    },
    Relation {
        rows: "x.proacl IS NOT NULL AND (x.oid < 16384 OR EXISTS (SELECT FROM pg_depend e WHERE e.deptype = 'e'
               AND e.objid = x.oid AND e.classid = 'pg_proc'::regclass))",
        access: "proacl:f:proowner",
        ..Relation::of(
            "pg_proc",
            Object::Unnamed(
                "privileges",
                "SELECT i.type || ' ' || i.identity FROM pg_identify_object('pg_proc'::regclass, x.oid, 0) i",
            ),
        )
    },
    Relation {
        rows: "x.typacl IS NOT NULL AND (x.oid < 16384 OR EXISTS (SELECT FROM pg_depend e WHERE e.deptype = 'e'
               AND e.objid = x.oid AND e.classid = 'pg_type'::regclass))",
        access: "typacl:T:typowner",
        ..Relation::of(
            "pg_type",
            Object::Unnamed(
                "privileges",
                "SELECT i.type || ' ' || i.identity FROM pg_identify_object('pg_type'::regclass, x.oid, 0) i",
            ),
        )
    },
];
