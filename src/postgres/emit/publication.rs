//! Publications.

use super::printer::{Printer, columns};
use super::sql::{list, list_clause, parentheses};
use super::statement::Statement;
use crate::postgres::ast::{Name, quote_ident, quote_literal};
use crate::postgres::catalog::{Object, ObjectBody, Publication, Published, TableKind};

impl Printer<'_> {
    pub(super) fn publication(&self, object: &Object, publication: &Publication) -> Vec<Statement> {
        let members = list(self.catalog.children(object.id).filter_map(|member| self.published(member)));
        let content = match (publication.all_tables, members) {
            (true, _) => " FOR ALL TABLES".into(),
            (false, members) if members.is_empty() => members,
            (false, members) => format!(" FOR {members}"),
        };
        let create = format!("CREATE PUBLICATION {}{content}{}", quote_ident(&object.name), with(publication));
        let missing =
            format!("NOT EXISTS (SELECT FROM pg_publication WHERE pubname = {})", quote_literal(&object.name));
        vec![Statement::new(create).only_if(missing)]
    }

    fn published(&self, member: &Object) -> Option<String> {
        let ObjectBody::Published(Published { target, columns: numbers, filter }) = &member.body else { return None };
        let target = self.catalog.get(*target)?;
        if let ObjectBody::Schema = target.body {
            return Some(format!("TABLES IN SCHEMA {}", self.name(target.id)));
        }
        let has_children = target.table().is_some_and(|table| !matches!(table.kind, TableKind::Partitioned(_)))
            && self
                .catalog
                .objects()
                .any(|child| child.table().is_some_and(|table| table.parents.contains(&target.id)));
        let only = if has_children { "ONLY " } else { "" };
        let listed = list_clause("", &columns(target, numbers));
        let filter =
            filter.as_ref().map_or_else(String::new, |filter| format!(" WHERE {}", parentheses(self.text(filter))));
        Some(format!("TABLE {only}{}{listed}{filter}", self.name(target.id)))
    }
}

/// The options that are not the defaults.
fn with(publication: &Publication) -> String {
    let all = publication.publish.len() == 4;
    let publish =
        (!all).then(|| format!("publish = {}", quote_literal(&list(publication.publish.iter().map(Name::as_str)))));
    let root = publication.via_root.then(|| "publish_via_partition_root = true".to_owned());
    list_clause("WITH", &list(publish.into_iter().chain(root)))
}
