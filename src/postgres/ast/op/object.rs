//! References to objects, as `DROP`, `COMMENT`, `RENAME` and `GRANT` write them.

use crate::postgres::ast::{Ident, Name, QualifiedName, TypeName};

/// The kinds that a statement can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ObjectKind {
    /// `TABLE`.
    Table,
    /// `FOREIGN TABLE`.
    ForeignTable,
    /// `VIEW`.
    View,
    /// `MATERIALIZED VIEW`.
    MaterializedView,
    /// `INDEX`.
    Index,
    /// `SEQUENCE`.
    Sequence,
    /// `TYPE`.
    Type,
    /// `DOMAIN`.
    Domain,
    /// `COLLATION`.
    Collation,
    /// `STATISTICS`.
    Statistics,
    /// `TEXT SEARCH CONFIGURATION`.
    TextSearchConfiguration,
    /// `TEXT SEARCH DICTIONARY`.
    TextSearchDictionary,
    /// `EVENT TRIGGER`; in no schema.
    EventTrigger,
    /// `PUBLICATION`; in no schema.
    Publication,
    /// `OPERATOR CLASS`; unique with its access method.
    OperatorClass,
    /// `OPERATOR FAMILY`; unique with its access method.
    OperatorFamily,
    /// `FOREIGN DATA WRAPPER`; in no schema.
    ForeignDataWrapper,
    /// `SERVER`; in no schema.
    ForeignServer,
}

/// `name(arguments)`; without the list where the name alone must be unique.
#[derive(Debug, Clone, PartialEq)]
pub struct RoutineSignature {
    /// Its name.
    pub name: QualifiedName,
    /// The input argument types, where a list is written.
    pub arguments: Option<Vec<TypeName>>,
    /// Whether an argument has its mode written: then the list can only be that of the inputs.
    pub has_modes: bool,
}

/// One object of a statement.
#[derive(Debug, Clone, PartialEq)]
pub enum ObjectRef {
    /// A schema.
    Schema(Ident),
    /// An extension.
    Extension(Ident),
    /// An object that lives in a schema under its name.
    Named(ObjectKind, QualifiedName),
    /// An object of the database that is in no schema: an event trigger, a publication.
    Unqualified(ObjectKind, Ident),
    /// A column of a table, view or composite type, or the attribute of one.
    Column {
        /// What it belongs to: `Table`, `View`, `MaterializedView`, `ForeignTable` or `Type` (an attribute).
        kind: ObjectKind,
        /// The relation or type.
        relation: QualifiedName,
        /// The column.
        column: Ident,
        /// `CASCADE` of `RENAME ATTRIBUTE`.
        cascade: bool,
        /// `ONLY`.
        only: bool,
    },
    /// A constraint of a table.
    Constraint {
        /// The table.
        relation: QualifiedName,
        /// The constraint.
        name: Ident,
    },
    /// A constraint of a domain.
    DomainConstraint {
        /// The domain.
        domain: QualifiedName,
        /// The constraint.
        name: Ident,
    },
    /// A trigger.
    Trigger {
        /// Its table.
        relation: QualifiedName,
        /// The trigger.
        name: Ident,
    },
    /// A policy.
    Policy {
        /// Its table.
        relation: QualifiedName,
        /// The policy.
        name: Ident,
    },
    /// A rule.
    Rule {
        /// Its table.
        relation: QualifiedName,
        /// The rule.
        name: Ident,
    },
    /// A function, procedure, aggregate or any of them.
    Routine {
        /// `FUNCTION`, `PROCEDURE` or `AGGREGATE`; `None` for `ROUTINE`.
        kind: Option<super::RoutineKind>,
        /// Which one.
        signature: RoutineSignature,
    },
    /// A cast.
    Cast {
        /// From.
        source: TypeName,
        /// To.
        target: TypeName,
    },
    /// An operator.
    Operator(super::OperatorSignature),
    /// An operator class or family.
    OperatorClass(ObjectKind, super::ClassName),
    /// A user mapping.
    UserMapping {
        /// Whose.
        user: Grantee,
        /// On which server.
        server: Ident,
    },
    /// A role.
    Role(Ident),
    /// The database.
    Database(Ident),
}

/// What happens to dependents of a dropped object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DropBehavior {
    /// Refuse.
    Restrict,
    /// Drop them too.
    Cascade,
}

/// A privilege, with the columns it is limited to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Privilege {
    /// `SELECT`, `INSERT`, `USAGE`, `EXECUTE` … in upper case; `ALL` with columns.
    pub name: Name,
    /// Columns; empty for the whole object.
    pub columns: Vec<Ident>,
}

/// What privileges are granted on.
#[derive(Debug, Clone, PartialEq)]
pub enum GrantTarget {
    /// The named objects.
    Objects(Vec<ObjectRef>),
    /// `ALL TABLES | SEQUENCES | FUNCTIONS … IN SCHEMA`.
    AllInSchema {
        /// `TABLES`, `SEQUENCES`, `FUNCTIONS`, `PROCEDURES`, `ROUTINES`.
        kind: Name,
        /// The schemas.
        schemas: Vec<Ident>,
    },
}

/// Whom privileges are granted to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grantee {
    /// `PUBLIC`.
    Public,
    /// `CURRENT_USER`, `CURRENT_ROLE`, `SESSION_USER`.
    CurrentUser,
    /// A role.
    Role(Ident),
}
