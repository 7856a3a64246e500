//! Tables: one `CREATE TABLE` with all that can be said in it, and below it what cannot.

use super::column::Progress;
use super::constraint::ConstraintOf;
use super::partition::Descent;
use super::printer::Printer;
use super::provenance::remark_of;
use super::sql::{clause, comment_lines, ident, list, list_clause, with_options};
use super::statement::Statement;
use crate::postgres::ast::op::Persistence;
use crate::postgres::ast::quote_ident;
use crate::postgres::catalog::{Column, Object, Table, TableKind};

/// Column names are padded to the longest, up to this width.
const NAME_WIDTH: usize = 32;

/// One line of a table definition.
#[derive(Debug, Default)]
struct Element {
    /// Comment lines above it.
    above: String,
    text: String,
    /// A comment beside it.
    beside: String,
}

impl Printer<'_> {
    pub(super) fn table(&self, object: &Object, table: &Table) -> Vec<Statement> {
        let mut constraints = self.constraints(object);
        constraints.retain(|(constraint, _)| !self.postponed.touches(constraint));
        let after: Vec<ConstraintOf> =
            constraints.iter().copied().filter(|c| self.comes_after(object, *c, &constraints)).collect();
        let within: Vec<ConstraintOf> = constraints.into_iter().filter(|c| !after.contains(c)).collect();
        let mut statements = vec![Statement::new(self.create_table(object, table, &within))];
        statements.extend(self.indexes(object));
        statements.extend(after.iter().filter_map(|(object, constraint)| self.add_constraint(object, constraint)));
        statements.extend(self.attach(object, table));
        statements.extend(self.alterations(object, table));
        statements.extend(self.postponed_columns(object));
        statements
    }

    fn create_table(&self, object: &Object, table: &Table, constraints: &[ConstraintOf]) -> String {
        let what = match (&table.kind, table.persistence) {
            (TableKind::Foreign(_), _) => "FOREIGN TABLE",
            (_, Persistence::Unlogged) => "UNLOGGED TABLE",
            _ => "TABLE",
        };
        let body = body(&self.elements(object, table, constraints));
        let content = match (self.descent(object, table), table.of_type) {
            (Descent::PartitionOf(parent), _) => {
                let bound = table.partition_bound.as_ref().map(|bound| self.text(bound));
                format!(" PARTITION OF {}{body} {}", self.name(parent), bound.unwrap_or_default())
            }
            (_, Some(of_type)) => format!(" OF {}{body}", self.name(of_type)),
            (Descent::Inherits, None) => {
                let parents = list(table.parents.iter().map(|parent| self.name(*parent)));
                non_empty(body) + &list_clause("INHERITS", &parents)
            }
            (Descent::Alone, None) => non_empty(body),
        };
        let head = format!("{} {}", self.create(what), self.name(object.id));
        head + &content + &self.table_tail(object, table)
    }

    /// What follows the parentheses.
    pub(super) fn table_tail(&self, object: &Object, table: &Table) -> String {
        [
            self.partition_by(object, table),
            clause("USING", ident(table.access_method.as_ref())),
            with_options(&table.options),
            clause("TABLESPACE", ident(table.tablespace.as_ref())),
            self.foreign_source(table),
        ]
        .concat()
    }

    /// Columns, each with the constraints that fit beside it, then the other constraints.
    fn elements(&self, object: &Object, table: &Table, constraints: &[ConstraintOf]) -> Vec<Element> {
        let columns: Vec<&Column> = object.live_columns().filter(|c| self.is_written(object, table, c)).collect();
        let lengths = columns.iter().map(|column| quote_ident(&column.name).chars().count());
        let width = lengths.filter(|length| *length <= NAME_WIDTH).max().unwrap_or(0);
        let mut progress = Progress::default();
        let mut elements: Vec<Element> = columns
            .into_iter()
            .map(|column| {
                let text = self.column(object, column, width, constraints, &mut progress);
                with_remark(text, column.remark.as_deref())
            })
            .collect();
        for (constraint_object, constraint) in constraints {
            if !progress.written.contains(&constraint_object.id) {
                let text = self.named_definition(object, constraint_object, constraint, &mut progress.taken);
                elements.push(Element { above: remark_of(constraint_object), text, beside: String::new() });
            }
        }
        elements
    }
}

fn with_remark(text: String, remark: Option<&str>) -> Element {
    let comment = remark.map_or_else(String::new, comment_lines);
    if comment.lines().count() > 1 {
        return Element { above: comment, text, beside: String::new() };
    }
    let beside = clause(comment.trim_end(), (!comment.is_empty()).then_some(""));
    Element { text, beside: beside.trim_end().into(), above: String::new() }
}

/// The parenthesised list; nothing where there is nothing to list.
fn body(elements: &[Element]) -> String {
    let mut sql = String::new();
    for (index, Element { above, text, beside }) in elements.iter().enumerate() {
        sql.push_str(if index == 0 { " (\n" } else { "" });
        for line in above.lines() {
            sql.extend(["    ", line, "\n"]);
        }
        let comma = if index + 1 < elements.len() { "," } else { "" };
        sql.extend(["    ", text, comma, beside, "\n"]);
    }
    sql + if elements.is_empty() { "" } else { ")" }
}

fn non_empty(body: String) -> String {
    if body.is_empty() { " ()".into() } else { body }
}
