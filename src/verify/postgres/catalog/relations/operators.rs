//! Operators, operator classes and families, casts, access methods.

use super::{IDENTITY, OID, Object, Relation};

pub(super) const RELATIONS: &[Relation] = &[
    Relation {
        plain: "oprkind oprcanmerge oprcanhash",
        named: "oprowner:pg_authid oprresult:pg_type oprcom:pg_operator oprnegate:pg_operator oprcode:pg_proc
                oprrest:pg_proc oprjoin:pg_proc",
        left_out: &[("oprname oprnamespace oprleft oprright", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_operator", Object::Whole("pg_operator", "oid"))
    },
    Relation {
        named: "opfowner:pg_authid",
        left_out: &[("opfname opfnamespace opfmethod", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_opfamily", Object::Whole("pg_opfamily", "oid"))
    },
    Relation {
        plain: "opcdefault",
        named: "opcowner:pg_authid opcfamily:pg_opfamily opcintype:pg_type opckeytype:pg_type",
        left_out: &[("opcname opcnamespace opcmethod", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_opclass", Object::Whole("pg_opclass", "oid"))
    },
    Relation {
        parents: "SELECT 'pg_opfamily'::regclass, x.amopfamily, 0",
        plain: "amoppurpose",
        named: "amopopr:pg_operator amopsortfamily:pg_opfamily",
        left_out: &[("amopfamily amoplefttype amoprighttype amopstrategy amopmethod", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_amop", Object::Whole("pg_amop", "oid"))
    },
    Relation {
        parents: "SELECT 'pg_opfamily'::regclass, x.amprocfamily, 0",
        named: "amproc:pg_proc",
        left_out: &[("amprocfamily amproclefttype amprocrighttype amprocnum", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_amproc", Object::Whole("pg_amproc", "oid"))
    },
    Relation {
        plain: "castcontext castmethod",
        named: "castfunc:pg_proc",
        left_out: &[("castsource casttarget", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_cast", Object::Whole("pg_cast", "oid"))
    },
    Relation {
        plain: "amtype",
        named: "amhandler:pg_proc",
        left_out: &[("amname", IDENTITY), ("oid", OID)],
        ..Relation::of("pg_am", Object::Whole("pg_am", "oid"))
    },
];
