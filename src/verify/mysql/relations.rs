//! What is compared: relations of `information_schema`, all columns of each besides those that are left out.

use super::catalog::identity;

/// A relation, and what its rows describe. Lists are separated by blanks.
#[derive(Debug, Clone, Copy)]
pub struct Relation {
    /// Its name.
    pub name: &'static str,
    /// What kind of object a row describes.
    pub kind: Kind,
    /// The columns with the object's name, the database first.
    pub identity: &'static str,
    /// The column that tells several rows of one object apart.
    pub ordinal: Option<&'static str>,
    /// The kinds of the objects without which it could not be there, and how many parts of the name are theirs.
    pub parents: (&'static [&'static str], usize),
    /// The rows that are not compared: a column, what it says in them, and why.
    pub rows_left_out: Option<(&'static str, &'static str, &'static str)>,
    /// Columns that are not compared, and why.
    pub left_out: &'static [(&'static str, &'static str)],
}

/// The kind of the objects of a relation.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Always the same.
    Is(&'static str),
    /// What this column says, in lower case.
    Says(&'static str),
    /// A table, a view or a sequence, as `TABLE_TYPE` says.
    Relation,
    /// A key or a foreign key.
    Constraint,
}

const OF_DATABASE: (&[&str], usize) = (&["database"], 1);
const OF_TABLE: (&[&str], usize) = (&["table", "view", "sequence"], 2);
const OF_ROUTINE: (&[&str], usize) = (&["procedure", "function"], 2);
const TIME: &str = "the time of the run";

/// Everything that is read.
pub const RELATIONS: [Relation; 15] = [
    Relation::of("SCHEMATA", Kind::Is("database"), "SCHEMA_NAME"),
    Relation {
        parents: OF_DATABASE,
        left_out: &[
            (
                "TABLE_ROWS AVG_ROW_LENGTH DATA_LENGTH MAX_DATA_LENGTH INDEX_LENGTH MAX_INDEX_LENGTH DATA_FREE",
                "estimates",
            ),
            ("CREATE_TIME UPDATE_TIME CHECK_TIME", TIME),
            ("CHECKSUM", "the rows are compared themselves"),
        ],
        ..Relation::of("TABLES", Kind::Relation, "TABLE_SCHEMA TABLE_NAME")
    },
    Relation {
        parents: OF_TABLE,
        ..Relation::of("COLUMNS", Kind::Is("column"), "TABLE_SCHEMA TABLE_NAME COLUMN_NAME")
    },
    Relation {
        parents: OF_TABLE,
        ..Relation::of("GEOMETRY_COLUMNS", Kind::Is("column"), "F_TABLE_SCHEMA F_TABLE_NAME F_GEOMETRY_COLUMN")
    },
    Relation {
        ordinal: Some("SEQ_IN_INDEX"),
        parents: OF_TABLE,
        left_out: &[("CARDINALITY", "an estimate")],
        ..Relation::of("STATISTICS", Kind::Is("index"), "TABLE_SCHEMA TABLE_NAME INDEX_NAME")
    },
    Relation {
        rows_left_out: Some(("CONSTRAINT_TYPE", "CHECK", "CHECK_CONSTRAINTS and the definition of the table say more")),
        parents: OF_TABLE,
        ..Relation::of("TABLE_CONSTRAINTS", Kind::Constraint, "TABLE_SCHEMA TABLE_NAME CONSTRAINT_NAME")
    },
    Relation {
        ordinal: Some("ORDINAL_POSITION"),
        parents: OF_TABLE,
        ..Relation::of("KEY_COLUMN_USAGE", Kind::Constraint, "TABLE_SCHEMA TABLE_NAME CONSTRAINT_NAME")
    },
    Relation {
        parents: OF_TABLE,
        ..Relation::of(
            "REFERENTIAL_CONSTRAINTS",
            Kind::Is("foreign key"),
            "CONSTRAINT_SCHEMA TABLE_NAME CONSTRAINT_NAME",
        )
    },
    Relation {
        rows_left_out: Some((
            "LEVEL",
            "Column",
            "the definition of the table has them, with the name that the column has today",
        )),
        parents: OF_TABLE,
        ..Relation::of("CHECK_CONSTRAINTS", Kind::Is("check"), "CONSTRAINT_SCHEMA TABLE_NAME CONSTRAINT_NAME")
    },
    Relation {
        parents: OF_TABLE,
        left_out: &[
            ("TABLE_ROWS AVG_ROW_LENGTH DATA_LENGTH MAX_DATA_LENGTH INDEX_LENGTH DATA_FREE", "estimates"),
            ("CREATE_TIME UPDATE_TIME CHECK_TIME", TIME),
            ("CHECKSUM", "the rows are compared themselves"),
        ],
        ..Relation::of("PARTITIONS", Kind::Is("partition"), "TABLE_SCHEMA TABLE_NAME PARTITION_NAME SUBPARTITION_NAME")
    },
    Relation { parents: OF_DATABASE, ..Relation::of("VIEWS", Kind::Is("view"), "TABLE_SCHEMA TABLE_NAME") },
    Relation {
        parents: OF_DATABASE,
        left_out: &[("CREATED", TIME)],
        ..Relation::of("TRIGGERS", Kind::Is("trigger"), "TRIGGER_SCHEMA TRIGGER_NAME")
    },
    Relation {
        parents: OF_DATABASE,
        left_out: &[("CREATED LAST_ALTERED", TIME)],
        ..Relation::of("ROUTINES", Kind::Says("ROUTINE_TYPE"), "ROUTINE_SCHEMA ROUTINE_NAME")
    },
    Relation {
        parents: OF_ROUTINE,
        ..Relation::of(
            "PARAMETERS",
            Kind::Is("parameter"),
            "SPECIFIC_SCHEMA SPECIFIC_NAME ROUTINE_TYPE ORDINAL_POSITION",
        )
    },
    Relation {
        parents: OF_DATABASE,
        left_out: &[("CREATED LAST_ALTERED LAST_EXECUTED", TIME), ("ORIGINATOR", "the number of the server")],
        ..Relation::of("EVENTS", Kind::Is("event"), "EVENT_SCHEMA EVENT_NAME")
    },
];

impl Relation {
    const fn of(name: &'static str, kind: Kind, identity: &'static str) -> Self {
        Self { name, kind, identity, ordinal: None, parents: (&[], 0), rows_left_out: None, left_out: &[] }
    }

    /// The columns with the object's name.
    pub(super) fn identity(&self) -> impl Iterator<Item = &'static str> {
        self.identity.split_whitespace()
    }

    /// The column with the name of the database.
    pub(super) fn database(&self) -> &'static str {
        self.identity().next().unwrap_or_default()
    }

    /// Whether a row is compared.
    pub(super) fn reads(&self, cell: &dyn Fn(&str) -> Option<String>) -> bool {
        self.rows_left_out.is_none_or(|(column, value, _)| cell(column).as_deref() != Some(value))
    }

    /// Whether a column is compared.
    pub(super) fn compares(&self, column: &str) -> bool {
        let mut excluded = self.left_out.iter().flat_map(|(columns, _)| columns.split_whitespace());
        !excluded.any(|excluded| excluded == column)
    }

    /// The keys of what an object with these names is part of.
    pub(super) fn parents(&self, names: &[String]) -> impl Iterator<Item = String> {
        let (kinds, length) = self.parents;
        let above = identity(&names[..length.min(names.len())]);
        kinds.iter().map(move |kind| format!("{kind} {above}"))
    }
}

/// The kind of the object that a row describes.
pub(super) fn kind_of(relation: &Relation, cell: &dyn Fn(&str) -> Option<String>) -> String {
    match relation.kind {
        Kind::Is(kind) => kind.to_owned(),
        Kind::Says(column) => cell(column).unwrap_or_default().to_lowercase(),
        Kind::Relation => relation_kind(&cell("TABLE_TYPE").unwrap_or_default()).to_owned(),
        Kind::Constraint => {
            let is_foreign = cell("REFERENCED_TABLE_NAME").is_some();
            match cell("CONSTRAINT_TYPE").as_deref() {
                Some("FOREIGN KEY") => "foreign key".to_owned(),
                None if is_foreign => "foreign key".to_owned(),
                _ => "key".to_owned(),
            }
        }
    }
}

fn relation_kind(table_type: &str) -> &'static str {
    match table_type {
        "VIEW" | "SYSTEM VIEW" => "view",
        "SEQUENCE" => "sequence",
        _ => "table",
    }
}
