//! The server's own catalogs as tables over the model: `pg_catalog` and `information_schema`.
//!
//! A query that looks into the catalog (`IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE …)`) is evaluated over rows that are made here
//! from the model, one function per relation. What they hold is what the server would show to a superuser:
//!
//! - A cell whose value the model does not know (a file node, an expression as the server prints it) is [`Value::Unknown`]: only a query
//!   that looks at it is undecided.
//! - The server's own objects are listed as far as the built-in catalog knows them. Those beyond it are stood for by a few
//!   [other](Listing::others) rows: a condition that does not shut these out makes the query undecided.
//! - The OIDs are the model's: they can be compared and joined, but say nothing outside.
//! - A query that asks for a name gets only what has it ([`Wanted`]): there is no pass over the whole schema.

#![expect(clippy::unused_self, reason = "what makes a row reads like its neighbours")]

mod attribute;
mod class;
mod constraint;
mod definition;
mod deparse;
mod index;
mod information;
mod objects;
mod oids;
mod routine;
mod server;
mod table;
mod trigger;
mod types;
mod wanted;

pub use table::Listing;
pub(crate) use wanted::Wanted;

use super::session::Session;
use crate::postgres::builtin::relations::{self, BuiltinRelation};
use crate::postgres::builtin::types::oid::PG_NODE_TREE;
use crate::postgres::catalog::Value;
use table::Table;

/// Makes the rows of the catalogs.
#[derive(Debug, Clone, Copy)]
struct System<'s> {
    session: &'s Session,
}

/// What fills a table.
type Fill = fn(System<'_>, &mut Table<'_>);

/// The relations of `pg_catalog` that are served, and what fills them.
const PG_CATALOG: &[(&str, Fill)] = &[
    ("pg_am", |system, table| system.access_methods(table)),
    ("pg_attrdef", |system, table| system.attrdef(table)),
    ("pg_attribute", |system, table| system.attribute(table)),
    ("pg_class", |system, table| system.class(table)),
    ("pg_constraint", |system, table| system.constraint(table)),
    ("pg_description", |system, table| system.descriptions(table)),
    ("pg_enum", |system, table| system.enumeration(table)),
    ("pg_event_trigger", |system, table| system.event_triggers(table)),
    ("pg_extension", |system, table| system.extension(table)),
    ("pg_index", |system, table| system.index(table)),
    ("pg_indexes", |system, table| system.indexes(table)),
    ("pg_inherits", |system, table| system.inherits(table)),
    ("pg_language", |system, table| system.languages(table)),
    ("pg_matviews", |system, table| system.matviews(table)),
    ("pg_namespace", |system, table| system.namespace(table)),
    ("pg_policies", |system, table| system.policies(table)),
    ("pg_policy", |system, table| system.policy(table)),
    ("pg_proc", |system, table| system.procedure(table)),
    ("pg_roles", |system, table| system.roles(table)),
    ("pg_sequence", |system, table| system.sequence(table)),
    ("pg_sequences", |system, table| system.sequences(table)),
    ("pg_tables", |system, table| system.tables(table)),
    ("pg_trigger", |system, table| system.trigger(table)),
    ("pg_type", |system, table| system.types(table)),
    ("pg_views", |system, table| system.views(table)),
];

/// The same of `information_schema`.
const INFORMATION_SCHEMA: &[(&str, Fill)] = &[
    ("columns", |system, table| system.information_columns(table)),
    ("constraint_column_usage", |system, table| system.constraint_column_usage(table)),
    ("key_column_usage", |system, table| system.key_column_usage(table)),
    ("referential_constraints", |system, table| system.referential_constraints(table)),
    ("routines", |system, table| system.routines(table)),
    ("schemata", |system, table| system.schemata(table)),
    ("sequences", |system, table| system.information_sequences(table)),
    ("table_constraints", |system, table| system.table_constraints(table)),
    ("tables", |system, table| system.information_tables(table)),
    ("triggers", |system, table| system.triggers(table)),
    ("views", |system, table| system.information_views(table)),
];

impl Session {
    /// The server's own relations that queries can look into, as schema and name.
    pub fn system_tables() -> impl Iterator<Item = (&'static str, &'static str)> {
        let catalog = PG_CATALOG.iter().map(|(name, _)| ("pg_catalog", *name));
        catalog.chain(INFORMATION_SCHEMA.iter().map(|(name, _)| ("information_schema", *name)))
    }

    /// What the server would show of one of its own relations; `None` where that is not modelled.
    pub fn system_table(&self, schema: &str, name: &str) -> Option<Listing> {
        let mut listing = self.system_rows(relations::by_name(schema, name)?, &Wanted::default())?;
        // The model holds expressions as they are printed; the server shows how it stores them.
        let trees = listing.columns.iter().map(|(_, type_oid)| *type_oid == PG_NODE_TREE).collect::<Vec<_>>();
        for row in &mut listing.rows {
            for (cell, _) in row.iter_mut().zip(&trees).filter(|(cell, is_tree)| **is_tree && **cell != Value::Null) {
                *cell = Value::Unknown("how the server stores an expression".into());
            }
        }
        Some(listing)
    }

    /// The rows of one of the server's own relations, those that have what is wanted at least; `None` where it is not modelled.
    pub(crate) fn system_rows(&self, relation: BuiltinRelation, wanted: &Wanted) -> Option<Listing> {
        let served = if relation.schema == "pg_catalog" { PG_CATALOG } else { INFORMATION_SCHEMA };
        let place = served.binary_search_by(|(name, _)| (*name).cmp(relation.name)).ok()?;
        let missing =
            if relation.schema == "pg_catalog" { Value::Unknown("it is not modelled".into()) } else { Value::Null };
        let mut table = Table::new(relation, wanted, missing);
        served[place].1(System { session: self }, &mut table);
        Some(table.listing())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_relation_that_is_served_exists_and_is_found() {
        for (schema, served) in [("pg_catalog", PG_CATALOG), ("information_schema", INFORMATION_SCHEMA)] {
            assert!(served.is_sorted_by_key(|(name, _)| *name));
            for (name, _) in served {
                assert!(relations::by_name(schema, name).is_some(), "{name}");
            }
        }
    }
}
