//! Views and materialised views.

use super::printer::Printer;
use super::sql::{list, list_clause, with_options};
use super::statement::Statement;
use crate::postgres::ast::op::ViewKind;
use crate::postgres::ast::{Name, quote_ident};
use crate::postgres::catalog::{Column, Object, Target, View};

impl Printer<'_> {
    pub(super) fn view(&self, object: &Object, view: &View) -> Vec<Statement> {
        let columns = list(object.live_columns().map(|column| quote_ident(&column.name)));
        let check = view.check_option.map(|option| format!("\nWITH {} CHECK OPTION", option.to_ascii_uppercase()));
        let empty = view.kind == ViewKind::Materialized && !view.populated;
        let sql = [
            format!("{} {}", self.create_view(view), self.name(object.id)),
            if view.named_columns { list_clause("", &columns) } else { String::new() },
            with_options(&view.options),
            format!(" AS\n{}", self.text(&view.query)),
            check.unwrap_or_default(),
            if empty { "\nWITH NO DATA".into() } else { String::new() },
        ]
        .concat();
        let mut statements: Vec<Statement> = self.stand_in(object, view).into_iter().collect();
        let replaces =
            if statements.is_empty() { sql } else { sql.replacen("CREATE VIEW", "CREATE OR REPLACE VIEW", 1) };
        statements.push(Statement::new(replaces));
        statements.extend(self.view_defaults(object));
        statements.extend(self.indexes(object));
        statements.extend(self.clustered(object, view.clustered_on));
        statements.extend(self.column_settings(object));
        statements
    }

    /// What a view that reads itself replaces: the same columns without any rows to read.
    fn stand_in(&self, object: &Object, view: &View) -> Option<Statement> {
        let reads_itself = view.query.references.iter().any(|reference| reference.target == Target::Object(object.id));
        if !reads_itself || view.kind == ViewKind::Materialized {
            return None;
        }
        let column = |column: &Column| {
            let type_name = column.type_use.as_ref().map_or_else(|| "text".into(), |used| self.type_ref(used.type_ref));
            format!("NULL::{type_name} AS {}", quote_ident(&column.name))
        };
        let columns = list(object.live_columns().map(column));
        let create = format!("{} VIEW {}", self.create_or_replace(), self.name(object.id));
        Some(Statement::new(format!("{create} AS\nSELECT {columns}")))
    }

    fn create_view(&self, view: &View) -> String {
        match view.kind {
            ViewKind::Materialized => self.create("MATERIALIZED VIEW"),
            ViewKind::View => format!("{} VIEW", self.create_or_replace()),
        }
    }

    /// `ALTER VIEW … ALTER COLUMN … SET DEFAULT`.
    fn view_defaults(&self, object: &Object) -> Vec<Statement> {
        let set = |column: &Name, default: &str| {
            let (view, column) = (self.name(object.id), quote_ident(column));
            Statement::new(format!("ALTER VIEW {view} ALTER COLUMN {column} SET DEFAULT {default}"))
        };
        let columns = object.live_columns();
        columns
            .filter_map(|column| self.default(column).map(|default| set(&column.name, &self.text(&default.expr))))
            .collect()
    }
}
