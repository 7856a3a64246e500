//! Row level security policies.

use super::printer::{Printer, list};
use super::statement::Statement;
use crate::ast::op::{Grantee, PolicyCommand};
use crate::ast::quote_ident;
use crate::catalog::{Object, ObjectBody, Policy};

impl Printer<'_> {
    pub(super) fn policy(&self, object: &Object, policy: &Policy) -> Vec<Statement> {
        let (name, table) = (quote_ident(&object.name), self.parent(object));
        let mut sql = format!("CREATE POLICY {name} ON {table}");
        if !policy.permissive {
            sql.push_str(" AS RESTRICTIVE");
        }
        sql.push_str(command(policy.command));
        if !policy.roles.is_empty() {
            sql.push_str(&format!(" TO {}", list(policy.roles.iter().map(grantee))));
        }
        if let Some(using) = &policy.using {
            sql.push_str(&format!("\n    USING ({})", self.text(using)));
        }
        if let Some(check) = &policy.check {
            sql.push_str(&format!("\n    WITH CHECK ({})", self.text(check)));
        }
        let mut statements = self.security_of_first(object);
        statements.push(Statement::new(sql).after(format!("DROP POLICY IF EXISTS {name} ON {table}")));
        statements
    }

    /// The first policy of a table brings its row level security: rows come before policies.
    fn security_of_first(&self, policy: &Object) -> Vec<Statement> {
        let Some(table) = policy.parent.and_then(|table| self.catalog.get(table)) else { return Vec::new() };
        let mut policies = self.catalog.children(table.id).filter(|child| matches!(child.body, ObjectBody::Policy(_)));
        let first = policies.next().is_some_and(|first| first.id == policy.id);
        if first { self.row_security(table) } else { Vec::new() }
    }
}

fn command(command: PolicyCommand) -> &'static str {
    match command {
        PolicyCommand::All => "",
        PolicyCommand::Select => " FOR SELECT",
        PolicyCommand::Insert => " FOR INSERT",
        PolicyCommand::Update => " FOR UPDATE",
        PolicyCommand::Delete => " FOR DELETE",
    }
}

/// A role, as `TO` and `FROM` name it.
pub(super) fn grantee(grantee: &Grantee) -> String {
    match grantee {
        Grantee::Public => "PUBLIC".into(),
        Grantee::CurrentUser => "CURRENT_USER".into(),
        Grantee::Role(role) => quote_ident(&role.name).into_owned(),
    }
}
