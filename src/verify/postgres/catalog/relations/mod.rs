//! What is compared: every relation of `pg_catalog`, every column of each, from PostgreSQL 12 to 18.
//!
//! A test asks the server for its relations and columns, and fails for one that is neither here nor left out with a
//! reason.

mod access;
mod foreign;
mod general;
mod operators;
mod routines;
mod search;
mod tables;
mod types;

use super::relation::{Object, Relation};

/// Everything that is read.
pub const ALL: [&[Relation]; 8] = [
    access::RELATIONS,
    foreign::RELATIONS,
    general::RELATIONS,
    operators::RELATIONS,
    routines::RELATIONS,
    search::RELATIONS,
    tables::RELATIONS,
    types::RELATIONS,
];

/// Relations of which nothing is read in their own name, and why.
pub const LEFT_OUT: &[(&str, &str)] = &[
    ("pg_attrdef", "compared as `default` of its column"),
    ("pg_authid", "compared as pg_roles, which everyone may read"),
    ("pg_enum", "compared as `labels` of its type"),
    ("pg_inherits", "compared as `inherits` of the child"),
    ("pg_init_privs", "what privileges were before the history; those now are compared"),
    ("pg_largeobject", "large objects are known by OID only"),
    ("pg_largeobject_metadata", "large objects are known by OID only"),
    ("pg_parameter_acl", CLUSTER),
    ("pg_pltemplate", "constants of the server"),
    ("pg_replication_origin", CLUSTER),
    ("pg_shdepend", "owners and access lists, which are compared where they are"),
    ("pg_statistic", "samples, taken by ANALYZE"),
    ("pg_statistic_ext_data", "samples, taken by ANALYZE"),
    ("pg_subscription_rel", "the progress of replication"),
    ("pg_tablespace", CLUSTER),
    ("pg_ts_config_map", "compared as `mapping` of its configuration"),
];

const CLUSTER: &str = "of the whole cluster, not of a database";
const OID: &str = "a number of this database only";
const IDENTITY: &str = "part of the object's name, by which it is found";
const DEFINITION: &str = "part of `definition`";

/// Whether a column is compared in its own name.
pub(super) fn compares(relation: &str, column: &str) -> bool {
    let mut entries = ALL.iter().flat_map(|group| group.iter()).filter(|entry| entry.name == relation);
    entries.any(|entry| entry.compared().any(|name| name == column))
}
