//! Views and materialised views.

use super::printer::{Printer, list, with_options};
use super::statement::Statement;
use crate::ast::op::{Persistence, ViewKind};
use crate::ast::{Name, quote_ident};
use crate::catalog::{Object, View};

impl Printer<'_> {
    pub(super) fn view(&self, object: &Object, view: &View) -> Vec<Statement> {
        let mut sql = format!("{} {}", self.create_view(view), self.name(object.id));
        if view.named_columns {
            sql.push_str(&format!(" ({})", list(object.live_columns().map(|column| quote_ident(&column.name)))));
        }
        sql.push_str(&with_options(&view.options));
        sql.push_str(&format!(" AS\n{}", self.text(&view.query)));
        if let Some(option) = view.check_option {
            sql.push_str(&format!("\nWITH {} CHECK OPTION", option.to_ascii_uppercase()));
        }
        if view.kind == ViewKind::Materialized && !view.populated {
            sql.push_str("\nWITH NO DATA");
        }
        let mut statements = vec![Statement::new(sql)];
        statements.extend(self.view_defaults(object));
        statements.extend(self.indexes(object));
        statements.extend(self.clustered(object, view.clustered_on));
        statements.extend(self.column_settings(object));
        statements
    }

    fn create_view(&self, view: &View) -> String {
        match (view.kind, view.persistence) {
            (ViewKind::Materialized, _) => self.create("MATERIALIZED VIEW"),
            (ViewKind::View, Persistence::Temporary) => format!("{} TEMPORARY VIEW", self.create_or_replace()),
            (ViewKind::View, _) => format!("{} VIEW", self.create_or_replace()),
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
