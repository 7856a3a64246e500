//! A draft made into a table.

use super::draft::{Draft, DraftCheck, DraftForeignKey};
use super::key_part::storage;
use super::limit::{check_generated, check_types};
use super::type_name::MAX_ROW;
use super::{Session, TableName};
use crate::mysql::ast::{DataType, Partitioning};
use crate::mysql::catalog::{Check, Column, DefaultValue, Provenance, Rows, Table, TableOptions, Written, fold};
use crate::mysql::charset::CharsetPair;
use crate::mysql::error::failure;
use crate::run::Refusal;
use smol_str::{SmolStr, format_smolstr};
use std::collections::BTreeSet;

/// What a table is besides its columns and keys.
pub(super) struct Shape<'a> {
    /// Its name.
    pub(super) name: &'a TableName,
    /// Its options.
    pub(super) options: TableOptions,
    /// `TEMPORARY`.
    pub(super) temporary: bool,
    /// `PARTITION BY`.
    pub(super) partitioning: Option<&'a Partitioning>,
}

impl Session {
    /// The table that a draft describes; its foreign keys and its rows come later.
    pub(super) fn finish_table(
        &self,
        shape: Shape<'_>,
        mut draft: Draft,
        foreign_keys: &[DraftForeignKey],
    ) -> Result<Table, Refusal> {
        self.complete_columns(&mut draft, &shape.options)?;
        check_columns(&draft)?;
        check_types(&draft, &shape.options.engine)?;
        check_auto_columns(&draft)?;
        let keys = self.finish_keys(&mut draft, &shape.options)?;
        for key in foreign_keys {
            self.check_foreign_key_columns(draft.columns.iter().map(|column| &column.column), key)?;
        }
        let checks = self.name_checks(shape.name, &draft.checks)?;
        for name in std::mem::take(&mut draft.periods) {
            if let Some(place) = draft.position(&name) {
                draft.columns[place].column.nullable = false;
            }
        }
        self.check_actions(&draft, &checks, foreign_keys)?;
        self.complete_defaults(&mut draft)?;
        let columns: Vec<Column> = draft.columns.into_iter().map(|column| column.column).collect();
        self.check_row_size(&columns)?;
        check_expressions(&columns, &checks)?;
        self.check_validity(&columns, &keys, &checks)?;
        check_generated(&columns, &shape.options.engine)?;
        self.check_row_format(&columns, &keys, &shape.options)?;
        Ok(Table {
            name: shape.name.name.clone(),
            columns,
            keys,
            foreign_keys: Vec::new(),
            checks,
            options: shape.options,
            partitioning: shape.partitioning.map(|it| it.span.slice(&self.text).into()),
            clauses: draft.clauses,
            next_auto_increment: 1,
            rows: Rows::default(),
            temporary: shape.temporary,
            provenance: Provenance::default(),
        })
    }

    fn complete_columns(&self, draft: &mut Draft, options: &TableOptions) -> Result<(), Refusal> {
        let pair = CharsetPair::of_table(options);
        draft.columns.iter_mut().try_for_each(|column| self.complete_column(column, &pair))
    }

    /// Constants are converted when all else is known.
    fn complete_defaults(&self, draft: &mut Draft) -> Result<(), Refusal> {
        let mut timestamps = 0;
        for column in &mut draft.columns {
            self.complete_default(column, timestamps)?;
            timestamps += usize::from(column.column.column_type.data_type.is_timestamp());
        }
        Ok(())
    }

    /// Checks without a name are `CONSTRAINT_1` and so on (MySQL: `t_chk_1`).
    fn name_checks(&self, table: &TableName, drafts: &[DraftCheck]) -> Result<Vec<Check>, Refusal> {
        let mut taken: BTreeSet<SmolStr> = BTreeSet::new();
        for name in drafts.iter().filter_map(|check| check.name.as_ref()) {
            if !taken.insert(fold(name)) {
                return Err(self.duplicate_check(name));
            }
        }
        let prefix = if self.profile.is_mariadb() { "CONSTRAINT_".into() } else { format!("{}_chk_", table.name) };
        let mut number = 0;
        let mut next = || loop {
            number += 1;
            let name = format_smolstr!("{prefix}{number}");
            if !taken.contains(&fold(&name)) {
                return name;
            }
        };
        let named = drafts.iter().map(|draft| Check {
            name: draft.name.clone().unwrap_or_else(&mut next),
            expr: draft.expr.clone(),
            enforced: draft.enforced,
        });
        Ok(named.collect())
    }

    fn duplicate_check(&self, name: &str) -> Refusal {
        if self.profile.is_mariadb() {
            return failure("1826", format!("Duplicate CHECK constraint name '{name}'"));
        }
        failure("3822", format!("Duplicate check constraint name '{name}'."))
    }

    /// 1118 for a row that is too large even without its `BLOB`s.
    fn check_row_size(&self, columns: &[Column]) -> Result<(), Refusal> {
        let bytes: u64 = columns.iter().map(|column| u64::from(self.row_bytes(column))).sum();
        let nullable = columns.iter().filter(|column| column.nullable).count() as u64;
        if bytes + nullable.div_ceil(8) <= u64::from(MAX_ROW) {
            return Ok(());
        }
        let message = format!(
            "Row size too large. The maximum row size for the used table type, not counting BLOBs, is {MAX_ROW}. This \
             includes storage overhead, check the manual. You have to change some columns to TEXT or BLOBs"
        );
        Err(failure("1118", message))
    }

    /// The bytes that a column takes in the server's own row.
    fn row_bytes(&self, column: &Column) -> u32 {
        let bytes = storage(&column.column_type, self.bytes_per_character(&column.column_type));
        match &column.column_type.data_type {
            DataType::Varchar(_) | DataType::Varbinary(_) => bytes.saturating_add(if bytes < 256 { 1 } else { 2 }),
            DataType::TinyText | DataType::TinyBlob => 9,
            DataType::Text(_) | DataType::Blob(_) => 10,
            DataType::MediumText | DataType::MediumBlob => 11,
            data_type if data_type.is_blob() => 12,
            _ => bytes,
        }
    }
}

/// 1075 for two of them, whatever their keys.
fn check_auto_columns(draft: &Draft) -> Result<(), Refusal> {
    if draft.columns.iter().filter(|column| column.column.auto_increment).count() < 2 {
        return Ok(());
    }
    Err(super::key::wrong_auto_column())
}

/// 1060, 1113, 1117, and names that no column can have.
fn check_columns(draft: &Draft) -> Result<(), Refusal> {
    if draft.columns.is_empty() {
        return Err(failure("1113", "A table must have at least 1 column"));
    }
    if draft.columns.len() > 1017 {
        return Err(failure("1117", "Too many columns"));
    }
    let mut names = BTreeSet::new();
    for column in &draft.columns {
        let name = &column.column.name;
        if name.ends_with(' ') || name.is_empty() {
            return Err(failure("1166", format!("Incorrect column name '{name}'")));
        }
        if name.chars().count() > 64 {
            return Err(failure("1059", format!("Identifier name '{name}' is too long")));
        }
        if !names.insert(fold(name)) {
            return Err(failure("1060", format!("Duplicate column name '{name}'")));
        }
    }
    Ok(())
}

/// 1054 where a default, a generated column or a check names a column that is not there.
fn check_expressions(columns: &[Column], checks: &[Check]) -> Result<(), Refusal> {
    for column in columns {
        if let Some(generated) = &column.generated {
            check_names(columns, &generated.expr, "GENERATED ALWAYS AS")?;
        }
        if let Some(DefaultValue::Expr(expr)) = &column.default {
            check_names(columns, expr, "DEFAULT")?;
        }
        if let Some(check) = &column.check {
            check_names(columns, check, "CHECK")?;
        }
    }
    checks.iter().try_for_each(|check| check_names(columns, &check.expr, "CHECK"))
}

fn check_names(columns: &[Column], expr: &Written, clause: &str) -> Result<(), Refusal> {
    let known = |name: &str| columns.iter().any(|column| fold(&column.name) == fold(name));
    let unknown = expr.columns().into_iter().find(|name| !known(name));
    let message = |name: SmolStr| failure("1054", format!("Unknown column '{name}' in '{clause}'"));
    unknown.map_or(Ok(()), |name| Err(message(name)))
}
