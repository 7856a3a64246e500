//! Privileges, as the difference from what the server gives by itself.

use super::policy::grantee;
use super::printer::Printer;
use super::sql::list;
use super::statement::Statement;
use crate::ast::op::Grantee;
use crate::ast::{Name, quote_ident};
use crate::catalog::{Column, Grant, Object, ObjectBody};

impl Printer<'_> {
    /// `GRANT` and `REVOKE` on an object and its columns.
    pub(super) fn grants(&self, object: &Object) -> Vec<Statement> {
        let Some(target) = self.grant_target(object) else { return Vec::new() };
        let mut statements = Vec::new();
        if let Some(acl) = &object.acl {
            let defaults = object.default_acl();
            let all = object.privileges();
            let taken: Vec<&Grant> = defaults.iter().filter(|grant| !contains(acl, grant)).collect();
            let given: Vec<&Grant> = acl.iter().filter(|grant| !contains(&defaults, grant)).collect();
            statements.extend(change("REVOKE", &taken, all, "", &target));
            statements.extend(change("GRANT", &given, all, "", &target));
        }
        for column in object.live_columns() {
            statements.extend(column_grants(column, &target));
        }
        statements
    }

    fn grant_target(&self, object: &Object) -> Option<String> {
        Some(match &object.body {
            ObjectBody::Table(_) | ObjectBody::View(_) => self.name(object.id),
            ObjectBody::Schema | ObjectBody::Sequence(_) | ObjectBody::Routine(_) | ObjectBody::Type(_) => {
                self.identity(object)?
            }
            _ => return None,
        })
    }
}

fn column_grants(column: &Column, target: &str) -> Vec<Statement> {
    let Some(acl) = &column.acl else { return Vec::new() };
    let columns = format!(" ({})", quote_ident(&column.name));
    change("GRANT", &acl.iter().collect::<Vec<_>>(), &[], &columns, target)
}

/// One statement per grantee and grant option.
fn change(verb: &str, grants: &[&Grant], all: &[&str], columns: &str, target: &str) -> Vec<Statement> {
    let mut groups: Vec<(&Grantee, bool, Vec<&Name>)> = Vec::new();
    for grant in grants {
        let same = |group: &&mut (&Grantee, bool, Vec<&Name>)| {
            same_grantee(group.0, &grant.grantee) && group.1 == grant.grant_option
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.2.push(&grant.privilege),
            None => groups.push((&grant.grantee, grant.grant_option, vec![&grant.privilege])),
        }
    }
    let (direction, option) = if verb == "GRANT" { ("TO", " WITH GRANT OPTION") } else { ("FROM", "") };
    let statement = |(who, grant_option, privileges): (&Grantee, bool, Vec<&Name>)| {
        let whole = !all.is_empty() && all.iter().all(|one| privileges.iter().any(|privilege| *privilege == one));
        let what = if whole {
            format!("ALL{columns}")
        } else {
            list(privileges.iter().map(|privilege| format!("{privilege}{columns}")))
        };
        let option = if grant_option { option } else { "" };
        Statement::new(format!("{verb} {what} ON {target} {direction} {}{option}", grantee(who)))
    };
    groups.into_iter().map(statement).collect()
}

fn contains(acl: &[Grant], grant: &Grant) -> bool {
    acl.iter().any(|other| {
        other.is_to(&grant.grantee) && other.privilege == grant.privilege && other.grant_option == grant.grant_option
    })
}

fn same_grantee(a: &Grantee, b: &Grantee) -> bool {
    match (a, b) {
        (Grantee::Role(a), Grantee::Role(b)) => a.name == b.name,
        _ => a == b,
    }
}
