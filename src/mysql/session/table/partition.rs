//! Partitions: kept as they are written; what the server checks of them.

use super::Session;
use crate::mysql::ast::{Expr, ExprKind, IndexKind, PartitionAction, PartitionMethod, Partitioning};
use crate::mysql::catalog::{Table, fold};
use crate::mysql::error::{failure, undecided};
use crate::run::Refusal;
use smol_str::SmolStr;
use std::sync::Arc;

/// What partitions are made by.
const SUBJECT: &str = "partitioning function";

impl Session {
    /// The columns are there, and all of them are in every unique key.
    pub(super) fn check_partitioning(&self, table: &Table, partitioning: &Partitioning) -> Result<(), Refusal> {
        if !table.foreign_keys.is_empty() {
            return Err(self.partitioned_foreign_key());
        }
        let methods =
            std::iter::once(&partitioning.method).chain(partitioning.subpartitioning.iter().map(|(it, _)| it));
        for method in methods {
            let columns = columns(method);
            if columns.iter().any(|name| table.column(name).is_none()) {
                return Err(failure("1488", "Field in list of fields for partition function not found in table"));
            }
            check_unique_keys(table, &columns)?;
        }
        let mut names = std::collections::BTreeSet::new();
        for partition in &partitioning.partitions {
            if !names.insert(fold(&partition.name.text)) {
                return Err(failure("1517", format!("Duplicate partition name {}", partition.name.text)));
            }
        }
        Ok(())
    }

    /// What becomes of a table's partitions.
    pub(super) fn altered_partitioning(
        &self,
        old: &Table,
        action: Option<&PartitionAction>,
    ) -> Result<Option<Arc<str>>, Refusal> {
        match action {
            None => Ok(old.partitioning.clone()),
            Some(PartitionAction::Remove) if old.partitioning.is_some() => Ok(None),
            Some(PartitionAction::Physical(..)) if old.partitioning.is_some() => Ok(old.partitioning.clone()),
            Some(_) if old.partitioning.is_none() => {
                Err(failure("1505", "Partition management on a not partitioned table is not possible"))
            }
            Some(_) => Err(undecided("this change of partitions is not modelled")),
        }
    }
}

fn check_unique_keys(table: &Table, columns: &[SmolStr]) -> Result<(), Refusal> {
    for key in table.keys.iter().filter(|key| matches!(key.kind, IndexKind::Primary | IndexKind::Unique)) {
        let holds = |name: &SmolStr| key.columns.iter().any(|part| fold(&part.column) == fold(name));
        if !columns.iter().all(holds) {
            let kind = if key.kind == IndexKind::Primary { "PRIMARY KEY" } else { "UNIQUE INDEX" };
            return Err(failure("1503", format!("A {kind} must include all columns in the table's {SUBJECT}")));
        }
    }
    Ok(())
}

/// The columns that a method of partitioning hangs on.
fn columns(method: &PartitionMethod) -> Vec<SmolStr> {
    match method {
        PartitionMethod::Hash(expr, _) | PartitionMethod::Range(expr) | PartitionMethod::List(expr) => named(expr),
        PartitionMethod::Key(names, _) | PartitionMethod::RangeColumns(names) | PartitionMethod::ListColumns(names) => {
            names.iter().map(|name| name.text.clone()).collect()
        }
        PartitionMethod::SystemTime(_) => Vec::new(),
    }
}

fn named(expr: &Expr) -> Vec<SmolStr> {
    let mut names = Vec::new();
    expr.for_each(&mut |it| {
        if let ExprKind::Column(name) = &it.kind {
            names.push(name.column.text.clone());
        }
    });
    names
}
