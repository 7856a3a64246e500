//! Privileges, as the difference from what the server gives by itself.

use super::policy::grantee;
use super::printer::Printer;
use super::sql::{clause, list, list_clause};
use super::statement::Statement;
use crate::postgres::ast::op::{FutureKind, Grantee};
use crate::postgres::ast::{Name, quote_ident};
use crate::postgres::catalog::{Grant, Object, ObjectBody};
use std::borrow::Cow;

/// All that one statement grants to somebody, or takes from them.
struct Change<'a> {
    who: &'a Grantee,
    grant_option: bool,
    /// Privileges, each with the columns it is for; without columns for the whole object.
    privileges: Vec<(&'a Name, Vec<Cow<'a, str>>)>,
}

impl Printer<'_> {
    /// `GRANT` and `REVOKE` on an object and its columns.
    pub(super) fn grants(&self, object: &Object) -> Vec<Statement> {
        let Some(target) = self.grant_target(object) else { return Vec::new() };
        let prefix = self.grant_prefix(object);
        let defaults = object.default_acl();
        let acl = object.acl.as_ref().unwrap_or(&defaults);
        let (mut taken, mut given) = (Vec::new(), Vec::new());
        for grant in defaults.iter().filter(|grant| !contains(acl, grant)) {
            add(&mut taken, grant, None);
        }
        for grant in acl.iter().filter(|grant| !contains(&defaults, grant)) {
            add(&mut given, grant, None);
        }
        for column in object.live_columns() {
            for grant in column.acl.iter().flatten() {
                add(&mut given, grant, Some(quote_ident(&column.name)));
            }
        }
        let revoke = |change: &Change| {
            format!("{prefix}REVOKE {} ON {target} FROM {}", what(change, object), grantee(change.who))
        };
        let grant = |change: &Change| {
            let option = if change.grant_option { " WITH GRANT OPTION" } else { "" };
            format!("{prefix}GRANT {} ON {target} TO {}{option}", what(change, object), grantee(change.who))
        };
        taken.iter().map(revoke).chain(given.iter().map(grant)).map(Statement::new).collect()
    }

    /// What makes a statement about privileges one about those of objects that are yet to be made.
    fn grant_prefix(&self, object: &Object) -> String {
        if !matches!(object.body, ObjectBody::FuturePrivileges(_)) {
            return String::new();
        }
        let role = (object.owner != self.options.role).then(|| quote_ident(&object.owner));
        let schema = object.parent.map(|schema| self.name(schema));
        format!("ALTER DEFAULT PRIVILEGES{}{} ", clause("FOR ROLE", role), clause("IN SCHEMA", schema))
    }

    fn grant_target(&self, object: &Object) -> Option<String> {
        match &object.body {
            ObjectBody::Table(_) | ObjectBody::View(_) => Some(self.name(object.id)),
            ObjectBody::Schema | ObjectBody::Sequence(_) | ObjectBody::Routine(_) | ObjectBody::Type(_) => {
                self.identity(object)
            }
            ObjectBody::ForeignDataWrapper(_) => self.identity(object),
            ObjectBody::ForeignServer(_) => Some(format!("FOREIGN SERVER {}", self.name(object.id))),
            ObjectBody::FuturePrivileges(kind) => Some(
                match kind {
                    FutureKind::Tables => "TABLES",
                    FutureKind::Sequences => "SEQUENCES",
                    FutureKind::Routines => "FUNCTIONS",
                    FutureKind::Types => "TYPES",
                    FutureKind::Schemas => "SCHEMAS",
                }
                .into(),
            ),
            _ => None,
        }
    }
}

/// Adds a privilege to what is granted to the same grantee.
fn add<'a>(changes: &mut Vec<Change<'a>>, grant: &'a Grant, column: Option<Cow<'a, str>>) {
    let place = changes.iter().position(|change| grant.is_to(change.who) && change.grant_option == grant.grant_option);
    let place = place.unwrap_or_else(|| {
        changes.push(Change { who: &grant.grantee, grant_option: grant.grant_option, privileges: Vec::new() });
        changes.len() - 1
    });
    let privileges = &mut changes[place].privileges;
    let same = |(name, columns): &(&Name, Vec<_>)| **name == grant.privilege && columns.is_empty() == column.is_none();
    match privileges.iter().position(same) {
        Some(known) => privileges[known].1.extend(column),
        None => privileges.push((&grant.privilege, column.into_iter().collect())),
    }
}

/// The privileges of a statement: `ALL` where they are.
fn what(change: &Change, object: &Object) -> String {
    let all = object.privileges();
    let has = |one: &&str| change.privileges.iter().any(|(name, columns)| name == one && columns.is_empty());
    if all.len() > 1 && change.privileges.len() == all.len() && all.iter().all(has) {
        return "ALL".into();
    }
    list(change.privileges.iter().map(|(name, columns)| format!("{name}{}", list_clause("", &list(columns)))))
}

fn contains(acl: &[Grant], grant: &Grant) -> bool {
    let same = |other: &Grant| other.privilege == grant.privilege && other.grant_option == grant.grant_option;
    acl.iter().any(|other| other.is_to(&grant.grantee) && same(other))
}
