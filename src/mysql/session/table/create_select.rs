//! `CREATE TABLE … SELECT`.

use super::draft::{Draft, DraftColumn};
use super::option::WrittenOptions;
use super::{Session, TableName};
use crate::mysql::ast::{CreateTable, DuplicateRows, Query};
use crate::mysql::catalog::{Column, DefaultValue, Row, Rows, Table, fold};
use crate::mysql::error::undecided;
use crate::mysql::session::data::{Duplicates, ResultColumn, Words};
use crate::run::{Applied, Effect, Refusal};
use smol_str::SmolStr;
use std::sync::Arc;

impl Session {
    /// The table has the columns that are written, then those of the query; one of both names is as it is written, in the query's place.
    pub(super) fn create_from_query(
        &mut self,
        name: &TableName,
        statement: &CreateTable,
        mut draft: Draft,
        written: &WrittenOptions,
        (query, rows): (&Query, DuplicateRows),
    ) -> Applied {
        let results = self.columns_of(query)?;
        let made: Vec<Column> = results.iter().map(|column| self.made_column(column)).collect();
        // Rows that get a number get it in their order.
        let numbered = draft.columns.iter().any(|column| column.column.auto_increment);
        let found = if numbered { self.rows_of(query).map(|it| it.rows) } else { self.rows_in_any_order(query) };
        let is_result = |column: &DraftColumn| results.iter().any(|it| fold(&it.name) == fold(&column.column.name));
        let (both, mut columns): (Vec<_>, Vec<_>) = draft.columns.drain(..).partition(is_result);
        let first = columns.len();
        for (column, result) in made.iter().zip(&results) {
            let as_written = both.iter().find(|it| fold(&it.column.name) == fold(&result.name)).cloned();
            columns.push(as_written.unwrap_or_else(|| DraftColumn::finished(column.clone())));
        }
        draft.columns = columns;
        let table = self.new_table(name, statement, draft, written)?;
        let places = (0..table.columns.len()).map(|at| at.checked_sub(first)).collect::<Vec<_>>();
        self.add_table(name, statement, table);
        self.fill(name, made, found, &places, rows)?;
        Ok(Effect::Applied)
    }

    /// Puts the rows of the query in.
    fn fill(
        &mut self,
        name: &TableName,
        columns: Vec<Column>,
        found: Result<Vec<Row>, Refusal>,
        places: &[Option<usize>],
        duplicates: DuplicateRows,
    ) -> Result<(), Refusal> {
        let rows = match found {
            Ok(rows) => Rows::new(rows, None),
            Err(Refusal::Failed(failure)) => return Err(Refusal::Failed(failure)),
            Err(Refusal::Undecided(reason) | Refusal::Opaque(reason)) => Rows::new([], Some(reason.into())),
        };
        let duplicates = match duplicates {
            DuplicateRows::Refuse => Duplicates::Refused,
            DuplicateRows::Ignore => Duplicates::Dropped,
            DuplicateRows::Replace if rows.is_empty() => Duplicates::Refused,
            DuplicateRows::Replace => return Err(undecided("REPLACE in CREATE TABLE … SELECT")),
        };
        let Some(table) = self.catalog.table(&name.database, &name.name) else { return Ok(()) };
        let source = Arc::new(Table { columns, rows, foreign_keys: Vec::new(), keys: Vec::new(), ..(**table).clone() });
        self.refill((&name.database, &name.name), &source, places, duplicates, Words::Insert)
    }

    /// A column of a query as a table has it: that of a table with its default and its comment, but without what makes its value.
    fn made_column(&self, result: &ResultColumn) -> Column {
        let base = result.base.as_ref().and_then(|(database, table, column)| {
            let (_, column) = self.catalog.table(database, table)?.column(column)?;
            Some(column)
        });
        let plain = base.filter(|column| column.generated.is_none());
        let default = match plain {
            Some(column) if column.auto_increment => Some(DefaultValue::Constant("0".into())),
            Some(column) if !result.nullable || column.default != Some(DefaultValue::Null) => column.default.clone(),
            _ if result.nullable => Some(DefaultValue::Null),
            _ => None,
        };
        Column {
            name: result.name.clone(),
            column_type: result.column_type.clone(),
            nullable: result.nullable,
            default,
            on_update: plain.and_then(|column| column.on_update),
            auto_increment: false,
            generated: None,
            comment: plain.map_or_else(SmolStr::default, |column| column.comment.clone()),
            invisible: false,
            check: plain.and_then(|column| column.check.clone()),
            attributes: Vec::new(),
        }
    }
}
