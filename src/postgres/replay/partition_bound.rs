//! `FOR VALUES …`: whether a bound fits the key of its table.

use super::bind::{Coercion, Scope, Usage};
use super::default::plain;
use super::session::Session;
use crate::postgres::ast::op::{PartitionBound, PartitionStrategy};
use crate::postgres::ast::{Expr, ExprKind, Literal};
use crate::postgres::catalog::{IndexKey, KeyTarget, ObjectId, PartitionKey, TableKind};
use crate::run::{Failure, Refusal};

impl Session {
    /// 42P16 for a bound of another kind of table or of another width, 42804 and 22P02 for values that are none of the key's type.
    pub(crate) fn check_bound(&self, parent: ObjectId, bound: &PartitionBound) -> Result<(), Refusal> {
        let Some(TableKind::Partitioned(key)) = self.table(parent).map(|table| &table.kind) else { return Ok(()) };
        match (key.strategy, bound) {
            (PartitionStrategy::Hash, PartitionBound::Default) => {
                Err(Failure::new("42P16", "a hash-partitioned table may not have a default partition").into())
            }
            (_, PartitionBound::Default) => Ok(()),
            (PartitionStrategy::Hash, PartitionBound::Hash { modulus, remainder, .. }) => {
                Ok(check_hash(*modulus, *remainder)?)
            }
            (PartitionStrategy::List, PartitionBound::In { values, .. }) => {
                values.iter().try_for_each(|value| self.check_bound_value(parent, key.keys.first(), value))
            }
            (PartitionStrategy::Range, PartitionBound::Range { from, to, .. }) => {
                self.check_range(parent, key, from, to)
            }
            (strategy, _) => Err(wrong_kind(strategy, bound).into()),
        }
    }

    fn check_range(&self, parent: ObjectId, key: &PartitionKey, from: &[Expr], to: &[Expr]) -> Result<(), Refusal> {
        for (side, values) in [("FROM", from), ("TO", to)] {
            if values.len() != key.keys.len() {
                let message = format!("{side} must specify exactly one value per partitioning column");
                return Err(Failure::new("42P16", message).into());
            }
        }
        for values in [from, to] {
            for (value, key) in values.iter().zip(&key.keys) {
                self.check_bound_value(parent, Some(key), value)?;
                if matches!(value.kind, ExprKind::Literal(Literal::Null)) {
                    return Err(Failure::new("42P17", "cannot specify NULL in range bound").into());
                }
            }
        }
        Ok(())
    }

    fn check_bound_value(&self, parent: ObjectId, key: Option<&IndexKey>, value: &Expr) -> Result<(), Refusal> {
        // The type of an expression in the key is not kept.
        let Some(IndexKey { target: KeyTarget::Column(column), .. }) = key else { return Ok(()) };
        let Some(wanted) = self.column_type(parent, *column) else { return Ok(()) };
        match &value.kind {
            // `MINVALUE`, `MAXVALUE`.
            ExprKind::Column(_) => return Ok(()),
            ExprKind::Literal(Literal::String(text)) => return self.literal_fits(text, value.span, wanted),
            _ => {}
        }
        match self.bind_expr(value, Scope::Empty, Usage::Data)?.type_ref {
            Some(found) if !self.can_coerce(found, wanted, Coercion::Assignment) => {
                let (wanted, column) = (self.type_name(plain(wanted)), self.column_name(parent, *column));
                let message = format!("specified value cannot be cast to type {wanted} for column \"{column}\"");
                Err(Failure::new("42804", message).at(value.span).into())
            }
            _ => Ok(()),
        }
    }
}

fn check_hash(modulus: u32, remainder: u32) -> Result<(), Failure> {
    if modulus == 0 {
        return Err(Failure::new("42P16", "modulus for hash partition must be an integer value greater than zero"));
    }
    if remainder >= modulus {
        return Err(Failure::new("42P16", "remainder for hash partition must be less than modulus"));
    }
    Ok(())
}

fn wrong_kind(strategy: PartitionStrategy, bound: &PartitionBound) -> Failure {
    let strategy = match strategy {
        PartitionStrategy::Hash => "hash",
        PartitionStrategy::List => "list",
        PartitionStrategy::Range => "range",
    };
    let failure = Failure::new("42P16", format!("invalid bound specification for a {strategy} partition"));
    match bound {
        PartitionBound::Default => failure,
        PartitionBound::In { span, .. } | PartitionBound::Range { span, .. } | PartitionBound::Hash { span, .. } => {
            failure.at(*span)
        }
    }
}
