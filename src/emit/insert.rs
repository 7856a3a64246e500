//! Rows as `INSERT`s.

use super::printer::{Printer, list};
use super::statement::Statement;
use crate::ast::{quote_ident, quote_literal};
use crate::catalog::{Column, ConstraintKind, Object, ObjectBody, Row, Value};

/// Rows per statement.
const CHUNK: usize = 1000;

impl Printer<'_> {
    /// The rows of a table, in the order of their insertion.
    pub(super) fn inserts(&self, table: &Object, rows: &[Row]) -> Vec<Statement> {
        let columns = self.inserted_columns(table, rows);
        let always = columns.iter().any(|column| column.identity.is_some_and(|identity| identity.always));
        let overriding = if always { " OVERRIDING SYSTEM VALUE" } else { "" };
        let names = list(columns.iter().map(|column| quote_ident(&column.name)));
        let into = format!("INSERT INTO {} ({names}){overriding} VALUES\n", self.name(table.id));
        let key_is_written = self.has_written_key(table, rows);
        let absent = format!("NOT EXISTS (SELECT FROM {})", self.name(table.id));
        rows.chunks(CHUNK)
            .map(|chunk| {
                let values: Vec<String> = chunk.iter().map(|row| tuple(row, &columns)).collect();
                let sql = format!("{into}{}", values.join(",\n"));
                if key_is_written { self.skipping_conflicts(sql) } else { Statement::new(sql).only_if(absent.clone()) }
            })
            .collect()
    }

    fn skipping_conflicts(&self, sql: String) -> Statement {
        match self.options.style {
            super::Style::Plain => Statement::new(sql),
            super::Style::Idempotent => Statement::new(sql + "\nON CONFLICT DO NOTHING"),
        }
    }

    /// The columns to write: not those the server computes, nor those that are `NULL` in all rows and would be anyway.
    fn inserted_columns<'b>(&self, table: &'b Object, rows: &[Row]) -> Vec<&'b Column> {
        let computed = |column: &Column| self.default(column).is_some_and(|default| default.generated.is_some());
        let settable: Vec<&Column> = table.live_columns().filter(|column| !computed(column)).collect();
        let said = |column: &Column| {
            column.default.is_some()
                || column.identity.is_some()
                || rows.iter().any(|row| *value_of(row, column) != Value::Null)
        };
        let written: Vec<&Column> = settable.iter().copied().filter(|column| said(column)).collect();
        if written.is_empty() { settable } else { written }
    }

    /// Whether every row has literal values for some key: then a row that is there already is recognised by it.
    fn has_written_key(&self, table: &Object, rows: &[Row]) -> bool {
        self.catalog.children(table.id).any(|child| {
            let ObjectBody::Constraint(constraint) = &child.body else { return false };
            let unique = matches!(constraint.kind, ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_));
            let columns: Vec<&Column> = constraint.columns.iter().filter_map(|n| table.column_at(*n)).collect();
            let literal = |row: &Row| {
                columns.iter().all(|column| !matches!(value_of(row, column), Value::Null | Value::Deferred(_)))
            };
            unique && !constraint.deferrable && rows.iter().all(literal)
        })
    }
}

fn value_of<'b>(row: &'b Row, column: &Column) -> &'b Value {
    row.get(usize::from(column.number).saturating_sub(1)).unwrap_or(&Value::Null)
}

fn tuple(row: &Row, columns: &[&Column]) -> String {
    format!("    ({})", list(columns.iter().map(|column| literal(value_of(row, column)))))
}

fn literal(value: &Value) -> String {
    match value {
        Value::Null => "NULL".into(),
        Value::Boolean(true) => "true".into(),
        Value::Boolean(false) => "false".into(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => quote_literal(text),
        Value::Deferred(expression) => expression.to_string(),
    }
}
