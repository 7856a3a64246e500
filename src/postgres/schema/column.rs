//! Columns.

use super::Builder;
use super::type_meaning::meaning;
use crate::dialect::Dialect;
use crate::postgres::builtin::collations;
use crate::postgres::catalog::{Bound, Column, ColumnDefault, ObjectBody, ObjectId};
use crate::schema::{Column as Described, DefaultValue, Generated, Meaning, Provenance, Type};

impl Builder<'_> {
    pub(super) fn column(&self, column: &Column) -> Described {
        let column_type = column.type_use.as_ref().map_or_else(
            || Type { text: "???".to_owned(), meaning: Meaning::Other("???".to_owned()) },
            |used| Type { text: self.type_text(used.type_ref), meaning: meaning(self.catalog, used.type_ref) },
        );
        let expression = self.expression(column);
        let generated = expression.and_then(|default| {
            let stored = default.generated? == "STORED";
            Some(Generated { expression: self.text(&default.expr), stored })
        });
        Described {
            name: column.name.to_string(),
            default: self.default(column, &column_type.meaning),
            column_type,
            collation: column.collation.map(|id| self.collation(id)),
            nullable: !column.not_null,
            generated,
            on_update: None,
            comment: column.comment.as_ref().map(ToString::to_string),
            provenance: Provenance { created: column.created, changed: column.touched.clone() },
        }
    }

    fn expression(&self, column: &Column) -> Option<&ColumnDefault> {
        match &self.catalog.get(column.default?)?.body {
            ObjectBody::Default(default) => Some(default),
            _ => None,
        }
    }

    fn default(&self, column: &Column, meaning: &Meaning) -> Option<DefaultValue> {
        if let Some(identity) = column.identity {
            let when = if identity.always { "ALWAYS" } else { "BY DEFAULT" };
            return Some(DefaultValue::auto_increment(format!("GENERATED {when} AS IDENTITY")));
        }
        let default = self.expression(column).filter(|default| default.generated.is_none())?;
        let text = self.text(&default.expr);
        if default.serial || self.drawn(column.default?).is_some() {
            return Some(DefaultValue::auto_increment(text));
        }
        DefaultValue::new(&text, Dialect::Postgres, meaning)
    }

    /// A text with the names of now.
    pub(super) fn text(&self, bound: &Bound) -> String {
        let public: Vec<ObjectId> = self.catalog.schema("public").into_iter().collect();
        bound.render(self.catalog, &public).into_owned()
    }

    fn collation(&self, id: ObjectId) -> String {
        match collations::by_oid(id.oid()) {
            Some(name) if id.is_builtin() => name.to_owned(),
            _ => self.label(id),
        }
    }
}
