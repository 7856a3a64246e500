//! Functions, procedures, aggregates, languages, event triggers, transforms.

use super::{DEFINITION, IDENTITY, OID, Object, Relation};

pub(super) const RELATIONS: &[Relation] = &[
    Relation {
        plain: "prokind",
        named: "proowner:pg_authid",
        access: "proacl:f:proowner",
        sql: &[("proparallel", "CASE WHEN x.prokind = 'a' THEN x.proparallel END")],
        // The server has no definition of an aggregate.
        derived: &[
            ("definition", "CASE WHEN x.prokind <> 'a' THEN pg_get_functiondef(x.oid) END"),
            ("arguments", "CASE WHEN x.prokind = 'a' THEN pg_get_function_arguments(x.oid) END"),
            ("result", "CASE WHEN x.prokind = 'a' THEN pg_get_function_result(x.oid) END"),
        ],
        left_out: &[
            ("proname pronamespace proargtypes", IDENTITY),
            ("oid", OID),
            ("prolang procost prorows provariadic prosupport prosecdef proleakproof proisstrict", DEFINITION),
            ("proretset provolatile pronargs pronargdefaults prorettype proallargtypes", DEFINITION),
            ("proargmodes proargnames proargdefaults protrftypes prosrc probin prosqlbody proconfig", DEFINITION),
        ],
        ..Relation::of("pg_proc", Object::Whole("pg_proc", "oid"))
    },
    Relation {
        plain: "aggkind aggnumdirectargs aggfinalextra aggmfinalextra aggfinalmodify aggmfinalmodify aggtransspace
                aggmtransspace agginitval aggminitval",
        named: "aggtransfn:pg_proc aggfinalfn:pg_proc aggcombinefn:pg_proc aggserialfn:pg_proc aggdeserialfn:pg_proc
                aggmtransfn:pg_proc aggminvtransfn:pg_proc aggmfinalfn:pg_proc aggsortop:pg_operator
                aggtranstype:pg_type aggmtranstype:pg_type",
        left_out: &[("aggfnoid", OID)],
        ..Relation::of("pg_aggregate", Object::Whole("pg_proc", "aggfnoid"))
    },
    Relation {
        plain: "lanispl lanpltrusted",
        named: "lanowner:pg_authid lanplcallfoid:pg_proc laninline:pg_proc lanvalidator:pg_proc",
        access: "lanacl:l:lanowner",
        left_out: &[("lanname", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_language", Object::Whole("pg_language", "oid"))
    },
    Relation {
        plain: "evtevent evtenabled evttags",
        named: "evtowner:pg_authid evtfoid:pg_proc",
        left_out: &[("evtname", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_event_trigger", Object::Whole("pg_event_trigger", "oid"))
    },
    Relation {
        named: "trffromsql:pg_proc trftosql:pg_proc",
        left_out: &[("trftype trflang", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_transform", Object::Whole("pg_transform", "oid"))
    },
    Relation {
        plain: "conforencoding contoencoding condefault",
        named: "conowner:pg_authid conproc:pg_proc",
        left_out: &[("conname connamespace", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_conversion", Object::Whole("pg_conversion", "oid"))
    },
];
