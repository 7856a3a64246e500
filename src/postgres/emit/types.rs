//! Enums, domains, composite types and ranges.

use super::printer::Printer;
use super::sql::{WIDTH, clause, list};
use super::statement::Statement;
use crate::postgres::ast::{quote_ident, quote_literal};
use crate::postgres::catalog::implicit_name::default_multirange_name;
use crate::postgres::catalog::{Bound, Column, EnumLabel, Object, ObjectBody, ObjectId, TypeBody, TypeUse};

impl Printer<'_> {
    pub(super) fn user_type(&self, object: &Object, body: &TypeBody) -> Vec<Statement> {
        let name = self.name(object.id);
        let sql = match body {
            TypeBody::Enum { labels } => enumeration(&name, labels),
            TypeBody::Composite { attributes } => self.composite(&name, attributes),
            TypeBody::Range { subtype, options } => {
                let rest = options.iter().filter(|(option, _)| option != "multirange_type_name");
                let rest = rest.map(|(option, value)| format!("{option} = {value}"));
                let rest = rest.chain(self.multirange_name(object));
                let subtype = format!("subtype = {}", self.type_ref(*subtype));
                format!("CREATE TYPE {name} AS RANGE ({})", list(std::iter::once(subtype).chain(rest)))
            }
            TypeBody::Domain { base, collation, not_null, default } => {
                self.domain(object, base, *collation, default.as_ref())
                    + if *not_null { " NOT NULL" } else { "" }
                    + &self.domain_checks(object)
            }
            TypeBody::Shell => format!("CREATE TYPE {name}"),
            // They come with their range, or with an extension.
            TypeBody::Multirange { .. } | TypeBody::Base { .. } => return Vec::new(),
        };
        let missing = match body {
            TypeBody::Shell => self.missing_shell(object),
            _ => format!("to_regtype({}) IS NULL", quote_literal(&name)),
        };
        vec![Statement::new(sql).only_if(missing)]
    }

    /// `to_regtype` refuses shells.
    fn missing_shell(&self, object: &Object) -> String {
        let schema = object.schema.and_then(|schema| self.catalog.get(schema)).map_or("public", |schema| &schema.name);
        format!(
            "NOT EXISTS (SELECT FROM pg_type WHERE typname = {} AND typnamespace = {}::regnamespace)",
            quote_literal(&object.name),
            quote_literal(&quote_ident(schema))
        )
    }

    /// The multirange has a name of its own, and keeps it when the range gets another.
    fn multirange_name(&self, range: &Object) -> Option<String> {
        let is_of = |edge: &crate::postgres::catalog::Dependency| {
            let other = self.catalog.get(edge.dependent.object);
            matches!(other?.type_body(), Some(TypeBody::Multirange { range: of }) if *of == range.id)
                .then_some(other?.id)
        };
        let id = self.catalog.dependents(range.id).find_map(|edge| is_of(&edge))?;
        let multirange = self.catalog.get(id)?;
        let same_schema = multirange.schema == range.schema;
        let is_default = same_schema && multirange.name == default_multirange_name(&range.name);
        (!is_default).then(|| format!("multirange_type_name = {}", self.name(id)))
    }

    fn composite(&self, name: &str, attributes: &[Column]) -> String {
        let live = attributes.iter().filter(|attribute| !attribute.dropped);
        let items: Vec<String> = live.map(|attribute| self.attribute(attribute)).collect();
        format!("CREATE TYPE {name} AS {}", parenthesised(&items))
    }

    fn attribute(&self, attribute: &Column) -> String {
        let type_name = attribute.type_use.as_ref().map_or_else(String::new, |type_use| self.type_name(type_use));
        let collation = clause("COLLATE", attribute.collation.map(|id| self.collation(id)));
        format!("{} {type_name}{collation}", quote_ident(&attribute.name))
    }

    fn domain(&self, object: &Object, base: &TypeUse, collation: Option<ObjectId>, default: Option<&Bound>) -> String {
        let name = self.name(object.id);
        let collation = clause("COLLATE", collation.map(|id| self.collation(id)));
        let default = clause("DEFAULT", default.map(|default| self.text(default)));
        format!("CREATE DOMAIN {name} AS {}{collation}{default}", self.type_name(base))
    }

    /// The checks of a domain, each on a line of its own.
    fn domain_checks(&self, object: &Object) -> String {
        let mut sql = String::new();
        let mut taken = Vec::new();
        for check in self.catalog.children(object.id).filter(|check| !self.late.contains(&check.id)) {
            if let ObjectBody::Constraint(constraint) = &check.body {
                sql.push_str("\n    ");
                sql.push_str(&self.named_definition(object, check, constraint, &mut taken));
            }
        }
        sql
    }
}

fn enumeration(name: &str, labels: &[EnumLabel]) -> String {
    let labels: Vec<String> = labels.iter().map(|label| quote_literal(&label.label)).collect();
    format!("CREATE TYPE {name} AS ENUM {}", parenthesised(&labels))
}

/// Items between parentheses, on one line or one per line.
pub(super) fn parenthesised(items: &[String]) -> String {
    let line = format!("({})", list(items));
    if line.len() <= WIDTH && !line.contains('\n') { line } else { format!("(\n    {}\n)", items.join(",\n    ")) }
}
