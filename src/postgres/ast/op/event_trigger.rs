//! Event triggers.

use crate::postgres::ast::{Ident, Name, QualifiedName};

/// `CREATE EVENT TRIGGER`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateEventTrigger {
    /// Its name.
    pub name: Ident,
    /// `ON`: `ddl_command_start`, `ddl_command_end`, `sql_drop`, `table_rewrite`.
    pub event: Ident,
    /// `WHEN variable IN (values) AND …`.
    pub filters: Vec<(Ident, Vec<Name>)>,
    /// The function.
    pub function: QualifiedName,
}
