//! Extended statistics.

use super::printer::Printer;
use super::sql::{list, list_clause, parentheses};
use super::statement::Statement;
use crate::postgres::ast::quote_ident;
use crate::postgres::catalog::{KeyTarget, Object, Statistics};

impl Printer<'_> {
    pub(super) fn statistics(&self, object: &Object, statistics: &Statistics) -> Vec<Statement> {
        let Some(relation) = self.catalog.get(statistics.relation) else { return Vec::new() };
        let keys = statistics.keys.iter().filter_map(|key| match key {
            KeyTarget::Column(number) => Some(quote_ident(&relation.column_at(*number)?.name).into_owned()),
            KeyTarget::Expr(expr) => Some(parentheses(self.text(expr))),
        });
        let name = self.name(object.id);
        let create = format!(
            "{} {name}{} ON {} FROM {}",
            self.create("STATISTICS"),
            list_clause("", &list(statistics.kinds.iter())),
            list(keys),
            self.name(relation.id)
        );
        let target = statistics.target.map(|target| format!("ALTER STATISTICS {name} SET STATISTICS {target}"));
        std::iter::once(create).chain(target).map(Statement::new).collect()
    }
}
