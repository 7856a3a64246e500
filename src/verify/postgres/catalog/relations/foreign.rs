//! What reaches out of the database: foreign data, publications, subscriptions.

use super::{IDENTITY, OID, Object, Relation};

pub(super) const RELATIONS: &[Relation] = &[
    Relation {
        named: "fdwowner:pg_authid fdwhandler:pg_proc fdwvalidator:pg_proc",
        access: "fdwacl:F:fdwowner",
        sql: &[("fdwoptions", "ARRAY(SELECT unnest(x.fdwoptions) ORDER BY 1)")],
        left_out: &[("fdwname", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_foreign_data_wrapper", Object::Whole("pg_foreign_data_wrapper", "oid"))
    },
    Relation {
        plain: "srvtype srvversion",
        named: "srvowner:pg_authid srvfdw:pg_foreign_data_wrapper",
        access: "srvacl:S:srvowner",
        sql: &[("srvoptions", "ARRAY(SELECT unnest(x.srvoptions) ORDER BY 1)")],
        left_out: &[("srvname", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_foreign_server", Object::Whole("pg_foreign_server", "oid"))
    },
    Relation {
        named: "ftserver:pg_foreign_server",
        sql: &[("ftoptions", "ARRAY(SELECT unnest(x.ftoptions) ORDER BY 1)")],
        left_out: &[("ftrelid", OID)],
        ..Relation::of("pg_foreign_table", Object::Whole("pg_class", "ftrelid"))
    },
    Relation {
        parents: "SELECT 'pg_foreign_server'::regclass, x.umserver, 0",
        sql: &[("umoptions", "ARRAY(SELECT unnest(x.umoptions) ORDER BY 1)")],
        left_out: &[("umuser umserver", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_user_mapping", Object::Whole("pg_user_mapping", "oid"))
    },
    Relation {
        plain: "puballtables pubinsert pubupdate pubdelete pubtruncate pubviaroot pubgencols",
        named: "pubowner:pg_authid",
        left_out: &[("pubname", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_publication", Object::Whole("pg_publication", "oid"))
    },
    Relation {
        parents: "SELECT 'pg_publication'::regclass, x.prpubid, 0
                  UNION ALL SELECT 'pg_class'::regclass, x.prrelid, 0",
        sql: &[
            ("prqual", "pg_get_expr(x.prqual, x.prrelid)"),
            (
                "prattrs",
                "ARRAY(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = x.prrelid AND a.attnum = ANY (x.prattrs)
                       ORDER BY 1)",
            ),
        ],
        left_out: &[("prpubid prrelid", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_publication_rel", Object::Whole("pg_publication_rel", "oid"))
    },
    Relation {
        parents: "SELECT 'pg_publication'::regclass, x.pnpubid, 0
                  UNION ALL SELECT 'pg_namespace'::regclass, x.pnnspid, 0",
        left_out: &[("pnpubid pnnspid", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_publication_namespace", Object::Whole("pg_publication_namespace", "oid"))
    },
    Relation {
        rows: "x.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())",
        plain: "subenabled subbinary substream subtwophasestate subdisableonerr subpasswordrequired subrunasowner
                subfailover subslotname subsynccommit subpublications suborigin",
        named: "subowner:pg_authid",
        left_out: &[
            ("subname", IDENTITY),
            ("oid subdbid", OID),
            ("subconninfo", "holds a password, so that only a superuser may read it"),
            ("subskiplsn", "the progress of replication"),
        ],
        ..Relation::of("pg_subscription", Object::Whole("pg_subscription", "oid"))
    },
];
