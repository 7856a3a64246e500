//! Row level security policies.

use super::printer::Printer;
use super::sql::{clause, line_clause, list, parentheses};
use super::statement::Statement;
use crate::postgres::ast::op::{Grantee, PolicyCommand};
use crate::postgres::ast::quote_ident;
use crate::postgres::catalog::{Bound, Object, ObjectBody, Policy};

impl Printer<'_> {
    pub(super) fn policy(&self, object: &Object, policy: &Policy) -> Vec<Statement> {
        let (name, table) = (quote_ident(&object.name), self.parent(object));
        let roles = Some(list(policy.roles.iter().map(grantee))).filter(|roles| !roles.is_empty());
        let condition = |bound: &Option<Bound>| bound.as_ref().map(|bound| parentheses(self.text(bound)));
        let sql = [
            format!("CREATE POLICY {name} ON {table}"),
            if policy.permissive { String::new() } else { " AS RESTRICTIVE".into() },
            command(policy.command).into(),
            clause("TO", roles),
            line_clause("USING", condition(&policy.using)),
            line_clause("WITH CHECK", condition(&policy.check)),
        ]
        .concat();
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
