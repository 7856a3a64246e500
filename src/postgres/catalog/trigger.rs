//! Triggers.

use super::{Bound, ColumnNumber, ObjectId};
use crate::postgres::ast::Name;
use crate::postgres::ast::op::TriggerTiming;

/// A trigger of a table or view (its parent).
#[derive(Debug, Clone, PartialEq)]
pub struct Trigger {
    /// `CONSTRAINT`.
    pub constraint: bool,
    /// When it fires.
    pub timing: TriggerTiming,
    /// `INSERT`.
    pub on_insert: bool,
    /// `UPDATE`, with the columns of `UPDATE OF` (empty for all).
    pub on_update: Option<Vec<ColumnNumber>>,
    /// `DELETE`.
    pub on_delete: bool,
    /// `TRUNCATE`.
    pub on_truncate: bool,
    /// `FROM table`.
    pub referenced: Option<ObjectId>,
    /// `DEFERRABLE`.
    pub deferrable: bool,
    /// `INITIALLY DEFERRED`.
    pub initially_deferred: bool,
    /// `REFERENCING OLD TABLE AS`.
    pub old_table: Option<Name>,
    /// `REFERENCING NEW TABLE AS`.
    pub new_table: Option<Name>,
    /// `FOR EACH ROW`.
    pub for_each_row: bool,
    /// `WHEN`.
    pub condition: Option<Bound>,
    /// The function.
    pub function: ObjectId,
    /// Its arguments.
    pub arguments: Vec<Name>,
    /// `O` enabled, `D` disabled, `R` replica, `A` always.
    pub enabled: char,
}
