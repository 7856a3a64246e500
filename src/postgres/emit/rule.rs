//! Rewrite rules: after the rows, which they would rewrite.

use super::printer::Printer;
use super::sql::line_clause;
use super::statement::Statement;
use crate::postgres::ast::op::RuleEvent;
use crate::postgres::ast::quote_ident;
use crate::postgres::catalog::{Object, Rule};

impl Printer<'_> {
    pub(super) fn rule(&self, object: &Object, rule: &Rule) -> Vec<Statement> {
        let (name, table) = (quote_ident(&object.name), self.parent(object));
        let event = match rule.event {
            RuleEvent::Select => "SELECT",
            RuleEvent::Insert => "INSERT",
            RuleEvent::Update => "UPDATE",
            RuleEvent::Delete => "DELETE",
        };
        let instead = if rule.instead { "INSTEAD" } else { "ALSO" };
        let create = format!(
            "{} RULE {name} AS ON {event} TO {table}{}\n    DO {instead} {}",
            self.create_or_replace(),
            line_clause("WHERE", rule.condition.as_ref().map(|condition| self.text(condition))),
            self.text(&rule.actions)
        );
        let mut statements = vec![Statement::new(create)];
        let state = match rule.enabled {
            'D' => "DISABLE",
            'R' => "ENABLE REPLICA",
            'A' => "ENABLE ALWAYS",
            _ => return statements,
        };
        statements.push(Statement::new(format!("ALTER TABLE {table} {state} RULE {name}")));
        statements
    }
}
