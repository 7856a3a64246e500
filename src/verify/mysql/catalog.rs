//! Catalogs as the server shows them: the rows of `information_schema` and what `SHOW CREATE` says, object by object.

use super::relations::{RELATIONS, Relation, kind_of};
use crate::engine::EngineError;
use crate::engine::mysql::{Database, Session, quoted, text};
use crate::verify::{Object, Snapshot};
use mysql::{Row, Value};
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// What is shown does not depend on what the history made of the server's variables.
pub(super) const SETTINGS: &str = "SET sql_mode = '', sql_quote_show_create = 1, time_zone = '+00:00'";

/// Reads the catalog of a database and of the others that were made beside it, and the accounts that were made.
pub fn read(database: &mut Database<'_>) -> Result<Snapshot, EngineError> {
    let mut reader = Reader { session: database.observe()?, snapshot: Snapshot::default() };
    reader.session.must(SETTINGS)?;
    // MySQL keeps old counters for a day; MariaDB has no such variable.
    let _unknown_variable = reader.session.run("SET information_schema_stats_expiry = 0")?;
    let known = "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'information_schema'";
    let known: BTreeSet<String> = reader.session.column(known)?.into_iter().collect();
    for name in database.databases()? {
        for relation in RELATIONS.iter().filter(|relation| known.contains(relation.name)) {
            reader.relation(relation, &name)?;
        }
    }
    reader.definitions()?;
    for account in database.accounts()? {
        reader.account(&account)?;
    }
    Ok(reader.snapshot)
}

struct Reader {
    session: Session,
    snapshot: Snapshot,
}

impl Reader {
    /// Adds what a relation says of a database.
    fn relation(&mut self, relation: &Relation, database: &str) -> Result<(), EngineError> {
        let sql = format!(
            "SELECT * FROM information_schema.{} WHERE {} = {}",
            relation.name,
            relation.database(),
            literal(database)
        );
        for row in self.session.rows(&sql)? {
            let cell = |column: &str| cell(&row, column);
            if !relation.reads(&cell) {
                continue;
            }
            let names: Vec<String> = relation.identity().filter_map(cell).collect();
            let kind = kind_of(relation, &cell);
            let suffix = relation.ordinal.and_then(cell).map_or_else(String::new, |ordinal| format!(" {ordinal}"));
            let object = self.object(&kind, &names);
            object.parents.extend(relation.parents(&names));
            let compared = row.columns_ref().iter().map(|column| column.name_str().to_string());
            for column in compared.filter(|column| relation.compares(column)) {
                let value = cell(&column).map_or(Json::Null, Json::String);
                object.attributes.insert(format!("{column}{suffix}"), value);
            }
        }
        Ok(())
    }

    fn object(&mut self, kind: &str, names: &[String]) -> &mut Object {
        let identity = identity(names);
        let object = self.snapshot.objects.entry(format!("{kind} {identity}")).or_default();
        (object.kind, object.identity) = (kind.to_owned(), identity);
        object
    }

    /// Adds how the server would make each object.
    fn definitions(&mut self) -> Result<(), EngineError> {
        for object in self.snapshot.objects.values_mut() {
            let Some(column) = definition_column(&object.kind) else { continue };
            let sql = format!("SHOW CREATE {} {}", object.kind, object.identity);
            let definition = match self.session.cell(&sql, column)? {
                Ok(definition) => definition.map(|text| without_counter(&text)),
                Err(refusal) => Some(refusal.to_string()),
            };
            object.attributes.insert(format!("SHOW CREATE {}", object.kind.to_uppercase()), definition.into());
        }
        Ok(())
    }

    /// Adds a user or a role: `USER 'a'@'%'`.
    fn account(&mut self, account: &str) -> Result<(), EngineError> {
        let (kind, name) = account.split_once(' ').unwrap_or(("USER", account));
        let mut attributes = Vec::new();
        if kind == "USER" {
            attributes.push(("SHOW CREATE USER", self.session.column(&format!("SHOW CREATE USER {name}"))?));
        }
        let mut grants = self.session.column(&format!("SHOW GRANTS FOR {name}"))?;
        grants.sort();
        attributes.push(("SHOW GRANTS", grants));
        let kind = kind.to_lowercase();
        let object = Object {
            identity: name.to_owned(),
            attributes: attributes.into_iter().map(|(key, lines)| (key.to_owned(), lines.join("; ").into())).collect(),
            kind: kind.clone(),
            ..Object::default()
        };
        self.snapshot.objects.insert(format!("{kind} {name}"), object);
        Ok(())
    }
}

/// `` `shop`.`orders`.`id` ``.
pub(super) fn identity(names: &[String]) -> String {
    names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(".")
}

pub(super) fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
}

/// A cell by the name of its column; `None` where it is null or there is no such column.
fn cell(row: &Row, column: &str) -> Option<String> {
    let index = row.columns_ref().iter().position(|found| found.name_str() == column)?;
    match row.as_ref(index)? {
        Value::NULL => None,
        Value::Bytes(_) => text(row, index),
        other => Some(other.as_sql(true)),
    }
}

/// The column of `SHOW CREATE` that has the definition; `None` for what has none, or whose definition tells the time. An event's
/// `information_schema` row says all of it.
fn definition_column(kind: &str) -> Option<usize> {
    match kind {
        "table" | "view" | "sequence" | "database" => Some(1),
        "trigger" | "procedure" | "function" | "package" | "package body" => Some(2),
        _ => None,
    }
}

/// The definition of a table without its counter, which is an attribute of its own.
fn without_counter(definition: &str) -> String {
    const COUNTER: &str = " AUTO_INCREMENT=";
    let Some(options) = definition.rfind("\n)") else { return definition.to_owned() };
    let Some(start) = definition[options..].find(COUNTER).map(|at| options + at) else { return definition.to_owned() };
    let digits = start + COUNTER.len();
    let end = definition[digits..].find(|c: char| !c.is_ascii_digit()).map_or(definition.len(), |at| digits + at);
    format!("{}{}", &definition[..start], &definition[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_is_taken_from_the_options_only() {
        let table = "CREATE TABLE `t` (\n  `a` int COMMENT '\n) AUTO_INCREMENT=1'\n) ENGINE=InnoDB AUTO_INCREMENT=12 DEFAULT CHARSET=utf8mb4";
        let expected =
            "CREATE TABLE `t` (\n  `a` int COMMENT '\n) AUTO_INCREMENT=1'\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4";
        assert_eq!(without_counter(table), expected);
        assert_eq!(
            without_counter(expected).replace("AUTO_INCREMENT=1'", ""),
            expected.replace("AUTO_INCREMENT=1'", "")
        );
    }
}
