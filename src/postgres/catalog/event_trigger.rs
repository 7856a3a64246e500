//! Event triggers.

use super::ObjectId;
use crate::postgres::ast::Name;

/// A trigger on changes of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventTrigger {
    /// `ddl_command_start`, `ddl_command_end`, `sql_drop`, `table_rewrite`.
    pub event: Name,
    /// The command tags of `WHEN TAG IN (…)`, in upper case; empty for all.
    pub tags: Vec<Name>,
    /// The function.
    pub function: ObjectId,
    /// `O` enabled, `D` disabled, `R` replica, `A` always.
    pub enabled: char,
}
