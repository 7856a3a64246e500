//! Text search: configurations, dictionaries, parsers, templates.

use super::{IDENTITY, OID, Object, Relation};

pub(super) const RELATIONS: &[Relation] = &[
    Relation {
        named: "cfgowner:pg_authid cfgparser:pg_ts_parser",
        derived: &[(
            "mapping",
            "ARRAY(SELECT m.maptokentype || ' ' || m.mapdict::regdictionary FROM pg_ts_config_map m
                   WHERE m.mapcfg = x.oid ORDER BY m.maptokentype, m.mapseqno)",
        )],
        left_out: &[("cfgname cfgnamespace", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_ts_config", Object::Whole("pg_ts_config", "oid"))
    },
    Relation {
        plain: "dictinitoption",
        named: "dictowner:pg_authid dicttemplate:pg_ts_template",
        left_out: &[("dictname dictnamespace", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_ts_dict", Object::Whole("pg_ts_dict", "oid"))
    },
    Relation {
        named: "prsstart:pg_proc prstoken:pg_proc prsend:pg_proc prsheadline:pg_proc prslextype:pg_proc",
        left_out: &[("prsname prsnamespace", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_ts_parser", Object::Whole("pg_ts_parser", "oid"))
    },
    Relation {
        named: "tmplinit:pg_proc tmpllexize:pg_proc",
        left_out: &[("tmplname tmplnamespace", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_ts_template", Object::Whole("pg_ts_template", "oid"))
    },
];
