//! The bound of a partition as the server prints it.

use super::evaluate::Evaluator;
use super::kind::{Form, Kind};
use super::scope::Scope;
use crate::postgres::ast::op::PartitionBound;
use crate::postgres::ast::{Expr, ExprKind, quote_literal};
use crate::postgres::catalog::{KeyTarget, ObjectId, TableKind};
use crate::postgres::replay::bind::Coercion;
use crate::postgres::replay::session::Session;
use crate::postgres::syntax;
use std::sync::Arc;

impl Session {
    /// `pg_get_expr(relpartbound, oid)` of a partition; `None` where it is not known.
    pub(in crate::postgres::replay) fn printed_bound(&self, partition: ObjectId) -> Option<String> {
        let table = self.table(partition)?;
        let TableKind::Partitioned(key) = &self.table(*table.parents.first()?)?.kind else { return None };
        let evaluator = Evaluator { session: self };
        let kinds = key.keys.iter().map(|key| match key.target {
            KeyTarget::Column(number) => Some(evaluator.kind(self.column_type(*table.parents.first()?, number)?)),
            KeyTarget::Expr(_) => None,
        });
        let kinds = kinds.collect::<Option<Vec<_>>>()?;
        Some(match syntax::parse_partition_bound(&table.partition_bound.as_ref()?.text).ok()? {
            PartitionBound::Default => "DEFAULT".into(),
            PartitionBound::Hash { modulus, remainder, .. } => {
                format!("FOR VALUES WITH (modulus {modulus}, remainder {remainder})")
            }
            PartitionBound::In { values, .. } => {
                let kinds = kinds.iter().cycle();
                format!("FOR VALUES IN ({})", evaluator.printed_values(&values, kinds)?)
            }
            PartitionBound::Range { from, to, .. } => format!(
                "FOR VALUES FROM ({}) TO ({})",
                evaluator.printed_values(&from, kinds.iter())?,
                evaluator.printed_values(&to, kinds.iter())?
            ),
        })
    }
}

impl Evaluator<'_> {
    fn printed_values<'k>(self, values: &[Expr], kinds: impl Iterator<Item = &'k Arc<Kind>>) -> Option<String> {
        let texts = values.iter().zip(kinds).map(|(value, kind)| match &value.kind {
            // `MINVALUE`, `MAXVALUE`.
            ExprKind::Column(parts) => Some(parts.last()?.name.to_uppercase()),
            _ => self.printed_value(value, kind),
        });
        Some(texts.collect::<Option<Vec<_>>>()?.join(", "))
    }

    /// A constant without its type; numbers stand bare where they would be read as the same type again.
    fn printed_value(self, value: &Expr, kind: &Arc<Kind>) -> Option<String> {
        let value = self.evaluate(value, &Scope::default()).ok()?;
        let value = self.convert(&value, kind, Coercion::Assignment).ok()?;
        let Some(text) = self.print(&value).ok()? else { return Some("NULL".into()) };
        Some(match &kind.form {
            Form::Boolean => if text == "t" { "true" } else { "false" }.into(),
            Form::Integer(4) if !text.starts_with('-') => text.to_string(),
            Form::Numeric(_) if text.starts_with(|c: char| c.is_ascii_digit()) && text.contains('.') => {
                text.to_string()
            }
            _ => quote_literal(&text),
        })
    }
}
