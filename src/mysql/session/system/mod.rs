//! `information_schema`: the catalog as tables, cell by cell known or not known.
//!
//! Conditions that name a database and a table lead to these directly, letter by letter as the server does it: `TABLE_NAME = 'Users'` does not
//! find `users`. All other conditions are the query's own.

mod column;
mod key;
mod layout;
mod program;
mod relation;

pub(in crate::mysql) use layout::Layout;

use super::Session;
use crate::mysql::catalog::{Database, Relation, Row};
use crate::mysql::error::{failure, undecided};
use crate::mysql::value::Value;
use crate::run::Refusal;
use smol_str::SmolStr;

/// What a query wants of a table of the server: columns that must equal something.
#[derive(Debug, Clone, Default)]
pub(in crate::mysql) struct SystemFilter {
    /// Columns, in upper case, and the values that they must have.
    pub equal: Vec<(SmolStr, SmolStr)>,
}

impl SystemFilter {
    fn get(&self, column: &str) -> Option<&SmolStr> {
        self.equal.iter().find(|(name, _)| name == column).map(|(_, value)| value)
    }
}

/// The relations that a query wants, in the order of their names.
struct Wanted<'a> {
    database: &'a Database,
    relations: Vec<&'a Relation>,
}

impl Session {
    /// A table of the server's own: 1109 where `information_schema` has none of this name. `None` where the database is not the server's.
    pub(in crate::mysql) fn system_table(
        &self,
        database: &str,
        name: &str,
    ) -> Result<Option<&'static Layout>, Refusal> {
        if !Self::is_system_database(database) {
            return Ok(None);
        }
        if !database.eq_ignore_ascii_case("information_schema") {
            return Err(undecided(format!("what is in the database `{database}` is not modelled")));
        }
        match layout::of(&self.profile, name) {
            Some(layout) => Ok(Some(layout)),
            None if self.profile.is_mariadb() => {
                Err(failure("1109", format!("Unknown table '{name}' in information_schema")))
            }
            None => Err(undecided(format!("it is not known whether `information_schema` has a table `{name}`"))),
        }
    }

    /// The rows of a table of `information_schema`, as far as the filter wants them.
    pub(in crate::mysql) fn system_rows(&self, layout: &Layout, filter: &SystemFilter) -> Result<Vec<Row>, Refusal> {
        let schema = filter.get(schema_column(layout.name));
        let name = filter.get(name_column(layout.name));
        let databases = self.wanted_databases(schema);
        let cells = match layout.name {
            "SCHEMATA" => return Ok(self.schemata(layout, schema)),
            "TABLES" => relation::tables,
            "VIEWS" => relation::views,
            "COLUMNS" => column::columns,
            "STATISTICS" => key::statistics,
            "KEY_COLUMN_USAGE" => key::key_column_usage,
            "TABLE_CONSTRAINTS" => key::table_constraints,
            "REFERENTIAL_CONSTRAINTS" => key::referential_constraints,
            "CHECK_CONSTRAINTS" => key::check_constraints,
            "ROUTINES" => program::routines,
            "PARAMETERS" => program::parameters,
            "TRIGGERS" => program::triggers,
            "EVENTS" => program::events,
            other => return Err(undecided(format!("what is in `information_schema.{other}` is not modelled"))),
        };
        let mut rows = Vec::new();
        for database in databases {
            let wanted = Wanted { database, relations: wanted_relations(database, name) };
            cells(self, &wanted, &mut |cell| rows.push(layout.row(cell)));
        }
        Ok(rows)
    }

    fn wanted_databases(&self, schema: Option<&SmolStr>) -> Vec<&Database> {
        match schema {
            Some(name) => self.catalog.databases.get(name).into_iter().collect(),
            None => self.catalog.databases.values().collect(),
        }
    }

    fn schemata(&self, layout: &Layout, schema: Option<&SmolStr>) -> Vec<Row> {
        let databases = self.wanted_databases(schema).into_iter();
        let own =
            databases.map(|it| (it.name.as_str(), it.charset.as_str(), it.collation.as_str(), it.comment.as_str()));
        let unicode = ("utf8mb3", "utf8mb3_general_ci");
        let system = ["information_schema", "mysql", "performance_schema", "sys"].into_iter();
        let system = system.filter(|name| schema.is_none_or(|schema| schema == name));
        let system = system.map(|name| match name {
            "mysql" => (name, self.profile.charset, self.profile.collation, ""),
            _ => (name, unicode.0, unicode.1, ""),
        });
        let row = |(name, charset, collation, comment)| {
            layout.row(&|column: &str| match column {
                "CATALOG_NAME" => Value::from("def"),
                "SCHEMA_NAME" => Value::from(name),
                "DEFAULT_CHARACTER_SET_NAME" => Value::from(charset),
                "DEFAULT_COLLATION_NAME" => Value::from(collation),
                "SQL_PATH" => Value::Null,
                "SCHEMA_COMMENT" => Value::from(comment),
                "DEFAULT_ENCRYPTION" => Value::from("NO"),
                other => not_modelled(other),
            })
        };
        own.chain(system).map(row).collect()
    }
}

/// The value of a column of a row.
type Cell<'a> = dyn Fn(&str) -> Value + 'a;

fn wanted_relations<'a>(database: &'a Database, name: Option<&SmolStr>) -> Vec<&'a Relation> {
    match name {
        Some(name) => database.relations.get(name).into_iter().collect(),
        None => database.relations.values().collect(),
    }
}

fn not_modelled(column: &str) -> Value {
    Value::unknown(format!("`{column}` is not modelled"))
}

/// The column by which the server finds the database.
fn schema_column(table: &str) -> &'static str {
    match table {
        "SCHEMATA" => "SCHEMA_NAME",
        "REFERENTIAL_CONSTRAINTS" | "CHECK_CONSTRAINTS" => "CONSTRAINT_SCHEMA",
        "TRIGGERS" => "EVENT_OBJECT_SCHEMA",
        "TABLES" | "COLUMNS" | "STATISTICS" | "KEY_COLUMN_USAGE" | "TABLE_CONSTRAINTS" | "VIEWS" | "PARTITIONS" => {
            "TABLE_SCHEMA"
        }
        _ => "",
    }
}

/// The column by which the server finds the table.
fn name_column(table: &str) -> &'static str {
    match table {
        "TRIGGERS" => "EVENT_OBJECT_TABLE",
        "SCHEMATA" | "ROUTINES" | "PARAMETERS" | "EVENTS" => "",
        _ => "TABLE_NAME",
    }
}
