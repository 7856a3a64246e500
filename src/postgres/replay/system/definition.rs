//! Constraints and indexes as the server prints them (`pg_get_constraintdef`, `pg_get_indexdef`), where that is certain.

use super::System;
use super::constraint::foreign_key;
use crate::postgres::ast::op::{MatchType, ReferentialAction};
use crate::postgres::ast::quote_ident;
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::catalog::{
    ColumnNumber, Constraint, ConstraintKind, ForeignKeyRef, Index, IndexKey, KeyTarget, Object, ObjectId,
};
use crate::postgres::replay::session::Session;
use std::fmt::Write as _;

impl Session {
    /// A constraint as the server prints it; `None` where that is not certain.
    pub(crate) fn constraint_definition(&self, id: ObjectId) -> Option<String> {
        System { session: self }.constraint_text(id)
    }

    /// An index as the server prints it; `None` where that is not certain.
    pub(crate) fn index_definition(&self, id: ObjectId) -> Option<String> {
        System { session: self }.index_text(id)
    }
}

impl System<'_> {
    fn constraint_text(self, id: ObjectId) -> Option<String> {
        let object = self.session.catalog.get(id)?;
        let constraint = object.constraint()?;
        let table = self.session.catalog.get(object.parent?)?;
        let mut text = match &constraint.kind {
            ConstraintKind::PrimaryKey(index) => format!("PRIMARY KEY{}", self.key_text(*index, constraint, table)?),
            ConstraintKind::Unique(index) => format!("UNIQUE{}", self.key_text(*index, constraint, table)?),
            ConstraintKind::ForeignKey(key) => self.foreign_key_text(constraint, key, table)?,
            ConstraintKind::Check { expr, no_inherit } => {
                let condition = self.condition_text(expr, table)?;
                format!("CHECK ({condition}){}", if *no_inherit { " NO INHERIT" } else { "" })
            }
            ConstraintKind::Exclude(..) => return None,
        };
        if constraint.deferrable {
            text.push_str(" DEFERRABLE");
        }
        if constraint.initially_deferred {
            text.push_str(" INITIALLY DEFERRED");
        }
        if !constraint.validated {
            text.push_str(" NOT VALID");
        }
        Some(text)
    }

    /// The columns of a key; those of its index that only come along, behind.
    fn key_text(self, index: ObjectId, constraint: &Constraint, table: &Object) -> Option<String> {
        let index = self.session.catalog.get(index)?.index()?;
        if !index.options.is_empty() || index.tablespace.is_some() {
            return None;
        }
        let nulls = if index.nulls_not_distinct { " NULLS NOT DISTINCT" } else { "" };
        let mut text = format!("{nulls} ({})", columns(table, &constraint.columns)?);
        if !index.include.is_empty() {
            let _ = write!(text, " INCLUDE ({})", columns(table, &index.include)?);
        }
        Some(text)
    }

    fn foreign_key_text(self, constraint: &Constraint, key: &ForeignKeyRef, table: &Object) -> Option<String> {
        debug_assert!(foreign_key(constraint).is_some());
        let referenced = self.session.catalog.get(key.table)?;
        let mut text = format!(
            "FOREIGN KEY ({}) REFERENCES {}({})",
            columns(table, &constraint.columns)?,
            self.session.qualified_name(referenced),
            columns(referenced, &key.columns)?
        );
        if key.match_type == MatchType::Full {
            text.push_str(" MATCH FULL");
        }
        text.push_str(&action(" ON UPDATE", key.on_update));
        text.push_str(&action(" ON DELETE", key.on_delete));
        if !key.on_delete_columns.is_empty() {
            let _ = write!(text, " ({})", columns(table, &key.on_delete_columns)?);
        }
        Some(text)
    }

    fn index_text(self, id: ObjectId) -> Option<String> {
        let object = self.session.catalog.get(id)?;
        let index = object.index()?;
        let table = self.session.catalog.get(object.parent?)?;
        let schema = self.session.catalog.get(table.schema?).filter(|schema| schema.name != "pg_temp")?;
        if !index.options.is_empty() {
            return None;
        }
        let keys = index.keys.iter().map(|key| key_item(index, key, table)).collect::<Option<Vec<_>>>()?;
        let mut text = format!(
            "CREATE {}INDEX {} ON {}{}.{} USING {} ({})",
            if index.unique { "UNIQUE " } else { "" },
            quote_ident(&object.name),
            if self.is_partitioned_index(object) { "ONLY " } else { "" },
            quote_ident(&schema.name),
            quote_ident(&table.name),
            quote_ident(&index.method),
            keys.join(", ")
        );
        if !index.include.is_empty() {
            let _ = write!(text, " INCLUDE ({})", columns(table, &index.include)?);
        }
        if index.nulls_not_distinct {
            text.push_str(" NULLS NOT DISTINCT");
        }
        if let Some(predicate) = &index.predicate {
            let _ = write!(text, " WHERE {}", self.condition_text(predicate, table)?);
        }
        Some(text)
    }
}

/// A key of an index that is a column.
fn key_item(index: &Index, key: &IndexKey, table: &Object) -> Option<String> {
    let KeyTarget::Column(number) = key.target else { return None };
    if key.collation.is_some() || !key.operator_class_parameters.is_empty() {
        return None;
    }
    let mut text = quote_ident(&table.column_at(number)?.name).into_owned();
    if let Some(class) = &key.operator_class {
        let own = BUILTIN.operator_classes.of(&index.method).any(|own| own.name == class.as_str());
        if !own {
            return None;
        }
        let _ = write!(text, " {class}");
    }
    text.push_str(match (key.descending, key.nulls_first) {
        (false, false) => "",
        (false, true) => " NULLS FIRST",
        (true, true) => " DESC",
        (true, false) => " DESC NULLS LAST",
    });
    Some(text)
}

fn columns(relation: &Object, numbers: &[ColumnNumber]) -> Option<String> {
    let name = |number: &ColumnNumber| relation.column_at(*number).map(|column| quote_ident(&column.name));
    Some(numbers.iter().map(name).collect::<Option<Vec<_>>>()?.join(", "))
}

fn action(word: &str, action: ReferentialAction) -> String {
    let action = match action {
        ReferentialAction::NoAction => return String::new(),
        ReferentialAction::Restrict => "RESTRICT",
        ReferentialAction::Cascade => "CASCADE",
        ReferentialAction::SetNull => "SET NULL",
        ReferentialAction::SetDefault => "SET DEFAULT",
    };
    format!("{word} {action}")
}
