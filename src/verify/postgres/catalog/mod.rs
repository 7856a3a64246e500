//! Catalogs as the server holds them, read back.
//!
//! What is read, and what is not and why, is data: [`relations::ALL`] and [`relations::LEFT_OUT`].

mod relation;
pub mod relations;

pub use relation::Relation;

use crate::engine::EngineError;
use crate::engine::postgres::Database;
use crate::verify::Snapshot;
use postgres::Client;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The columns of each catalog relation that this server has and this role may read, with their types.
pub(super) type Columns = BTreeMap<String, BTreeMap<String, String>>;

/// Every column that exists, and whether we may read it. Relations that we read are tables, besides the view `pg_roles`.
const COLUMNS: &str = "
SELECT c.relname::text, a.attname::text, format_type(a.atttypid, NULL),
       has_column_privilege(c.oid, a.attnum, 'SELECT')
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
 WHERE c.relnamespace = 'pg_catalog'::regnamespace AND (c.relkind = 'r' OR c.relname = 'pg_roles')
   AND a.attnum > 0 AND NOT a.attisdropped";

/// Other sessions of this database: their temporary objects are still there while they end.
const OTHERS: &str = "
SELECT count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'";

/// How long other sessions may take to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// Reads the catalog of a database, once no other session works in it.
pub fn read(database: &Database) -> Result<Snapshot, EngineError> {
    let mut client = database.connect()?;
    await_quiet(&mut client)?;
    // Everything is named with its schema, and written the same way whatever the database's settings say.
    client
        .batch_execute("SET search_path TO ''; SET DateStyle TO ISO; SET TimeZone TO UTC; SET bytea_output TO hex")?;
    let mut snapshot = Snapshot::default();
    let columns = columns(&mut client, &mut snapshot.unread)?;
    for relation in relations::ALL.iter().flat_map(|group| group.iter()) {
        if let Some(sql) = relation.query(&columns) {
            add(&mut snapshot, &mut client, &sql)?;
        }
    }
    Ok(snapshot)
}

fn columns(client: &mut Client, unread: &mut Vec<String>) -> Result<Columns, EngineError> {
    let mut columns = Columns::new();
    for row in client.query(COLUMNS, &[])? {
        let (relation, column): (String, String) = (row.get(0), row.get(1));
        if row.get(3) {
            columns.entry(relation).or_default().insert(column, row.get(2));
        } else if relations::compares(&relation, &column) {
            unread.push(format!("{relation}.{column}"));
        }
    }
    Ok(columns)
}

fn add(snapshot: &mut Snapshot, client: &mut Client, sql: &str) -> Result<(), EngineError> {
    for row in client.query(sql, &[])? {
        let (kind, identity): (String, String) = (row.get(0), row.get(1));
        let object = snapshot.objects.entry(format!("{kind} {identity}")).or_default();
        (object.kind, object.identity) = (kind, identity);
        object.parents.extend(row.get::<_, Vec<String>>(2));
        let attributes: postgres::types::Json<Map<String, Value>> = row.get(3);
        object.attributes.extend(attributes.0);
    }
    Ok(())
}

fn await_quiet(client: &mut Client) -> Result<(), EngineError> {
    let since = Instant::now();
    while client.query_one(OTHERS, &[])?.get::<_, i64>(0) > 0 && since.elapsed() < PATIENCE {
        sleep(Duration::from_millis(1));
    }
    Ok(())
}
