//! What an engine has not, and what versioning does not allow.

use super::draft::Draft;
use super::option::WrittenOptions;
use super::{Session, TableName};
use crate::mysql::ast::{AlterAction, CreateTable, IndexKind, TableElement};
use crate::mysql::catalog::{Column, Table};
use crate::mysql::error::failure;
use crate::run::Refusal;

const VERSIONED: &str = "WITH SYSTEM VERSIONING";

impl Session {
    /// 4119: the old rows of a versioned table have the columns and keys that they had.
    pub(super) fn check_history(&self, name: &TableName, old: &Table, actions: &[AlterAction]) -> Result<(), Refusal> {
        let changes_history = |action: &AlterAction| match action {
            AlterAction::AddColumn { .. }
            | AlterAction::ModifyColumn { .. }
            | AlterAction::ChangeColumn { .. }
            | AlterAction::DropColumn { .. }
            | AlterAction::Add(TableElement::Column(_)) => true,
            AlterAction::Add(TableElement::Index(index)) => {
                matches!(index.kind, IndexKind::Primary | IndexKind::Unique)
            }
            _ => false,
        };
        let keeps = self.variable_text("system_versioning_alter_history").eq_ignore_ascii_case("KEEP");
        if keeps || !is_versioned(old) || !actions.iter().any(changes_history) {
            return Ok(());
        }
        let TableName { database, name } = name;
        let message = format!(
            "Not allowed for system-versioned `{database}`.`{name}`. Change @@system_versioning_alter_history to \
             proceed with ALTER."
        );
        Err(failure("4119", message))
    }
}

fn is_versioned(table: &Table) -> bool {
    table.clauses.iter().any(|clause| clause == VERSIONED) || table.columns.iter().any(is_versioned_column)
}

fn is_versioned_column(column: &Column) -> bool {
    column.attributes.iter().any(|attribute| attribute == VERSIONED)
}

/// 4125 for a period without versioning, 4137 for a temporary table with it: before it is known whether there is such a database.
pub(super) fn check_versioning(
    name: &TableName,
    statement: &CreateTable,
    draft: &Draft,
    written: &WrittenOptions,
) -> Result<(), Refusal> {
    let has_period = draft.clauses.iter().any(|clause| clause.starts_with("PERIOD FOR SYSTEM_TIME"));
    let is_versioned =
        written.system_versioning || draft.columns.iter().any(|column| is_versioned_column(&column.column));
    if has_period && !is_versioned {
        let message = format!("Wrong parameters for `{}`: missing '{VERSIONED}'", name.name);
        return Err(failure("4125", message));
    }
    if is_versioned && statement.temporary {
        return Err(failure("4137", "System-versioned tables do not support CREATE TEMPORARY TABLE"));
    }
    Ok(())
}

/// 1163, 1178: `MEMORY` has rows of one width.
pub(super) fn check_types(columns: &Draft, engine: &str) -> Result<(), Refusal> {
    if engine != "MEMORY" {
        return Ok(());
    }
    for column in &columns.columns {
        let data_type = &column.column.column_type.data_type;
        if data_type.is_spatial() {
            return Err(failure("1178", "The storage engine for the table doesn't support GEOMETRY"));
        }
        if data_type.is_blob() {
            return Err(failure("1163", "Storage engine MEMORY doesn't support BLOB/TEXT columns"));
        }
    }
    Ok(())
}

/// 1910: `MEMORY` computes no columns.
pub(super) fn check_generated(columns: &[Column], engine: &str) -> Result<(), Refusal> {
    if engine == "MEMORY" && columns.iter().any(|column| column.generated.is_some()) {
        return Err(failure("1910", "MEMORY storage engine does not support generated columns"));
    }
    Ok(())
}
