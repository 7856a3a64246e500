//! Rows as `INSERT`s.

use super::drawn::Draws;
use super::printer::Printer;
use super::sql::list;
use super::statement::Statement;
use crate::baseline::Style;
use crate::postgres::ast::{quote_ident, quote_literal};
use crate::postgres::catalog::{Column, ColumnNumber, ConstraintKind, Object, ObjectBody, Row, Rows, Value};

/// Rows per statement.
const CHUNK: usize = 1000;

impl Printer<'_> {
    /// The rows of a table, in the order of their insertion.
    pub(super) fn inserts(&self, table: &Object, rows: &Rows, draws: &Draws) -> impl Iterator<Item = Statement> {
        let columns = self.inserted_columns(table, rows);
        let always = columns.iter().any(|column| column.identity.is_some_and(|identity| identity.always));
        let overriding = if always { " OVERRIDING SYSTEM VALUE" } else { "" };
        let names = list(columns.iter().map(|column| quote_ident(&column.name)));
        let into = if columns.is_empty() {
            format!("INSERT INTO {} DEFAULT VALUES", self.name(table.id))
        } else {
            format!("INSERT INTO {} ({names}){overriding} VALUES", self.name(table.id))
        };
        let indexes: Vec<usize> = columns.iter().map(|column| usize::from(column.number) - 1).collect();
        let repeated = self.repeated(table, rows);
        // A condition on the table holds for its first statement only, and rows may refer to later ones of their statement.
        let refers = !draws.is_within(table.id) && self.own_references(table).next().is_some();
        let whole = matches!(repeated, Repeated::If(_)) || refers;
        let nothing_said = columns.is_empty();
        let chunk = match whole {
            _ if nothing_said => 1,
            true => rows.len(),
            false => CHUNK,
        };
        let table = table.id;
        let mut rows = rows.iter().enumerate().peekable();
        std::iter::from_fn(move || {
            let (first, _) = *rows.peek()?;
            let mut sql = into.clone();
            // What a row looks at must be there before its statement.
            let together = |position: usize| {
                position < first + chunk && (position == first || !draws.needs_row_since(table, position, first))
            };
            while let Some((position, row)) = rows.next_if(|(position, _)| together(*position)) {
                if nothing_said {
                    break;
                }
                sql.push_str(if position == first { "\n    " } else { ",\n    " });
                push_tuple(&mut sql, row, &indexes, |index| draws.look(table, position, index));
            }
            Some(match &repeated {
                Repeated::Freely => Statement::new(sql),
                Repeated::SkippingConflicts => Statement::new(sql + "\nON CONFLICT DO NOTHING"),
                Repeated::If(condition) => Statement::new(sql).only_if(condition),
            })
        })
    }

    /// Whether the rows of a table are written only if it has none.
    pub(super) fn has_condition(&self, table: &Object, rows: &Rows) -> bool {
        matches!(self.repeated(table, rows), Repeated::If(_))
    }

    /// The columns of each foreign key of a table to itself.
    pub(super) fn own_references<'b>(&'b self, table: &Object) -> impl Iterator<Item = &'b Vec<ColumnNumber>> {
        let table = table.id;
        self.catalog.children(table).filter_map(move |part| match &part.body {
            ObjectBody::Constraint(constraint) => match &constraint.kind {
                ConstraintKind::ForeignKey(reference) if reference.table == table => Some(&constraint.columns),
                _ => None,
            },
            _ => None,
        })
    }

    /// What makes the rows of a table safe to insert twice.
    fn repeated(&self, table: &Object, rows: &Rows) -> Repeated {
        if self.options.style == Style::Plain {
            Repeated::Freely
        } else if self.has_written_key(table, rows) && !self.has_late_check(table) && !self.has_rules(table) {
            Repeated::SkippingConflicts
        } else {
            Repeated::If(format!("NOT EXISTS (SELECT FROM {})", self.name(table.id)))
        }
    }

    /// The columns to write: not those the server computes, nor those that are `NULL` in all rows and would be anyway.
    fn inserted_columns<'b>(&self, table: &'b Object, rows: &Rows) -> Vec<&'b Column> {
        let computed = |column: &Column| self.default(column).is_some_and(|default| default.generated.is_some());
        let settable: Vec<&Column> = table.live_columns().filter(|column| !computed(column)).collect();
        let filled = filled(rows);
        let said = |column: &Column| {
            let filled = filled.get(usize::from(column.number) - 1).is_some_and(|filled| *filled);
            column.default.is_some() || column.identity.is_some() || filled
        };
        let written: Vec<&Column> = settable.iter().copied().filter(|column| said(column)).collect();
        if written.is_empty() { settable } else { written }
    }

    /// Whether a check comes after the rows, which need not satisfy it: they would fail it if they were offered again.
    fn has_late_check(&self, table: &Object) -> bool {
        let check = |part: &Object| {
            let ObjectBody::Constraint(constraint) = &part.body else { return false };
            matches!(constraint.kind, ConstraintKind::Check { .. }) && self.late.contains(&part.id)
        };
        self.catalog.children(table.id).any(check)
    }

    /// Whether a rule stands on a table from the first run: the server takes no `ON CONFLICT` there.
    fn has_rules(&self, table: &Object) -> bool {
        self.catalog.children(table.id).any(|part| matches!(part.body, ObjectBody::Rule(_)))
    }

    /// Whether every row has literal values for some key: then a row that is there already is recognised by it.
    fn has_written_key(&self, table: &Object, rows: &Rows) -> bool {
        self.catalog.children(table.id).any(|child| {
            let ObjectBody::Constraint(constraint) = &child.body else { return false };
            let unique = matches!(constraint.kind, ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_));
            let literal = |row: &Row| {
                let mut key = constraint.columns.iter().map(|number| row.value(*number));
                key.all(|value| !matches!(value, Value::Null | Value::Deferred(_) | Value::Drawn(..)))
            };
            unique && !constraint.deferrable && rows.iter().all(literal)
        })
    }
}

/// What makes an `INSERT` safe to repeat.
enum Repeated {
    /// It need not be.
    Freely,
    /// `ON CONFLICT DO NOTHING`: its rows have keys.
    SkippingConflicts,
    /// A condition.
    If(String),
}

/// Which columns, by number, have a value in some row.
fn filled(rows: &Rows) -> Vec<bool> {
    let mut filled = Vec::new();
    for row in rows.iter() {
        for (index, value) in row.values().enumerate() {
            if index >= filled.len() {
                filled.push(false);
            }
            filled[index] |= value != Value::Null;
        }
    }
    filled
}

/// Writes a row; `look` says what stands for a value that another row has already.
fn push_tuple<'a>(sql: &mut String, row: &Row, indexes: &[usize], look: impl Fn(usize) -> Option<&'a str>) {
    let values: Vec<Value<&str>> = row.values().collect();
    for (count, index) in indexes.iter().enumerate() {
        sql.push_str(if count == 0 { "(" } else { ", " });
        match values.get(*index).unwrap_or(&Value::Null) {
            Value::Null => sql.push_str("NULL"),
            Value::Boolean(true) => sql.push_str("true"),
            Value::Boolean(false) => sql.push_str("false"),
            // No table has what is not known: were it so, the server would refuse the reason.
            Value::Number(text) | Value::Deferred(text) | Value::Unknown(text) => sql.push_str(text),
            Value::Drawn(_, text) => sql.push_str(look(*index).unwrap_or(text)),
            Value::Text(text) => sql.push_str(&quote_literal(text)),
        }
    }
    sql.push(')');
}
