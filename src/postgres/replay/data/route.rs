//! Which partition a row belongs to.

use super::datum::Datum;
use super::evaluate::{Evaluator, undecided};
use super::kind::Kind;
use super::plan::{ReadText, TablePlan};
use super::scope::Scope;
use super::value::literal;
use crate::postgres::ast::op::{PartitionBound, PartitionStrategy};
use crate::postgres::ast::{Expr, ExprKind};
use crate::postgres::catalog::{KeyTarget, Object, ObjectId, PartitionKey, TableKind, Value};
use crate::postgres::replay::session::Session;
use crate::postgres::syntax;
use crate::run::{Failure, Refusal};
use std::cmp::Ordering;

impl Session {
    /// The partition, and not one that is partitioned itself, that a row of a table goes to, with its values in the order of the
    /// partition's columns; the table itself where it is not partitioned.
    pub(super) fn route(&self, plan: &TablePlan, values: &[Value]) -> Result<(ObjectId, Vec<Value>), Refusal> {
        let mut table = plan.id;
        let mut values = values.to_vec();
        while let Some(key) = self.partition_key(table) {
            let object = self.catalog.get(table).ok_or_else(|| undecided("a table"))?;
            let plan = (Evaluator { session: self }).plan(object);
            let partition = self.partition_of(&plan, key, &values)?.ok_or_else(|| {
                Failure::new("23514", format!("no partition of relation \"{}\" found for row", plan.name))
            })?;
            let object = self.catalog.get(partition).ok_or_else(|| undecided("a partition"))?;
            values = moved(&plan, object, &values);
            table = partition;
            self.refuse_foreign_rows(table)?;
        }
        Ok((table, values))
    }

    /// Refuses a row that the bound of a partition, or of one that this is a part of, does not take.
    pub(super) fn check_partition(&self, plan: &TablePlan, values: &[Value]) -> Result<(), Refusal> {
        let mut partition = self.catalog.get(plan.id).ok_or_else(|| undecided("a table"))?;
        let mut own = (Evaluator { session: self }).plan(partition);
        let mut values = values.to_vec();
        while let Some((parent, key)) = self.partitioned_parent(partition) {
            values = moved(&own, parent, &values);
            own = (Evaluator { session: self }).plan(parent);
            if self.partition_of(&own, key, &values)? != Some(partition.id) {
                let message = format!("new row for relation \"{}\" violates partition constraint", plan.name);
                return Err(Failure::new("23514", message).into());
            }
            partition = parent;
        }
        Ok(())
    }

    /// How a table is partitioned, if it is.
    pub(super) fn partition_key(&self, table: ObjectId) -> Option<&PartitionKey> {
        match &self.catalog.get(table)?.table()?.kind {
            TableKind::Partitioned(key) => Some(key),
            _ => None,
        }
    }

    fn partitioned_parent(&self, partition: &Object) -> Option<(&Object, &PartitionKey)> {
        let table = partition.table()?;
        table.partition_bound.as_ref()?;
        let parent = *table.parents.first()?;
        Some((self.catalog.get(parent)?, self.partition_key(parent)?))
    }

    /// The partition of one level.
    fn partition_of(
        &self,
        plan: &TablePlan,
        key: &PartitionKey,
        values: &[Value],
    ) -> Result<Option<ObjectId>, Refusal> {
        let evaluator = Evaluator { session: self };
        let parts = key.keys.iter().map(|part| evaluator.partition_value(plan, &part.target, values));
        let parts = parts.collect::<Result<Vec<(Datum, Kind)>, Refusal>>()?;
        let mut default = None;
        for partition in self.children_of(plan.id) {
            let bound = self.catalog.get(partition).and_then(|object| object.table()?.partition_bound.as_ref());
            let Some(bound) = bound.and_then(|bound| syntax::parse_partition_bound(&bound.text).ok()) else {
                return Err(undecided("the bound of a partition"));
            };
            match bound {
                PartitionBound::Default => default = Some(partition),
                bound if takes(&bound, key.strategy, &parts)? => return Ok(Some(partition)),
                _ => {}
            }
        }
        Ok(default)
    }
}

impl Evaluator<'_> {
    /// One value of a partition key, with its type.
    fn partition_value(self, plan: &TablePlan, target: &KeyTarget, values: &[Value]) -> Result<(Datum, Kind), Refusal> {
        let unknown = || undecided("a partition key");
        match target {
            KeyTarget::Column(number) => {
                let place = plan.slots.iter().position(|slot| slot.number() == *number).ok_or_else(unknown)?;
                let kind = plan.slots[place].kind().clone();
                let value = self.session.on_the_day(values[place].clone());
                Ok((kind.assign(value.borrowed())?.ok_or_else(unknown)?, kind))
            }
            KeyTarget::Expr(expr) => {
                let text = ReadText::new(self.session, expr);
                let scope = Scope::row(plan.source(&plan.name, values)).bound(&text.references);
                let value = self.evaluate(text.expr.as_ref().ok_or_else(unknown)?, &scope)?;
                let kind = (*value.kind).clone();
                Ok((value.datum, kind))
            }
        }
    }
}

/// Whether a bound takes a key.
fn takes(bound: &PartitionBound, strategy: PartitionStrategy, key: &[(Datum, Kind)]) -> Result<bool, Refusal> {
    match (bound, strategy, key) {
        (PartitionBound::In { values: list, .. }, PartitionStrategy::List, [(value, kind)]) => {
            for member in list {
                let member = constant(member, kind)?;
                let both_null = (&member, value) == (&Datum::Null, &Datum::Null);
                let either_null = member == Datum::Null || *value == Datum::Null;
                if both_null || !either_null && value.equals(&member).ok_or_else(|| undecided("a partition key"))? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        // No range takes NULL.
        (PartitionBound::Range { .. }, _, key) if key.iter().any(|(value, _)| *value == Datum::Null) => Ok(false),
        (PartitionBound::Range { from, to, .. }, ..) => {
            Ok(order(key, from)? != Ordering::Less && order(key, to)? == Ordering::Less)
        }
        (PartitionBound::Hash { modulus: 1, .. }, ..) => Ok(true),
        _ => Err(Refusal::Undecided("the hash of a partition key is the server's to know".into())),
    }
}

/// How a key stands to one end of a range.
fn order(key: &[(Datum, Kind)], end: &[Expr]) -> Result<Ordering, Refusal> {
    for ((value, kind), limit) in key.iter().zip(end) {
        let found = match &limit.kind {
            ExprKind::Column(parts) if parts.iter().any(|part| part.name == "minvalue") => Ordering::Greater,
            ExprKind::Column(_) => Ordering::Less,
            _ => {
                let limit = constant(limit, kind)?;
                kind.order(value, &limit).ok_or_else(|| undecided("the order of partition keys"))?
            }
        };
        if found != Ordering::Equal {
            return Ok(found);
        }
    }
    Ok(Ordering::Equal)
}

/// A constant of a bound, as a value of the key's type.
fn constant(expr: &Expr, kind: &Kind) -> Result<Datum, Refusal> {
    let inner = if let ExprKind::Cast { operand, .. } = &expr.kind { operand } else { expr };
    let value = literal(inner).ok_or_else(|| undecided("the bound of a partition"))?;
    kind.assign(value.borrowed())?.ok_or_else(|| undecided("the bound of a partition"))
}

/// The values of a row in the order of another table's columns, which go by the same names.
pub(super) fn moved(plan: &TablePlan, other: &Object, values: &[Value]) -> Vec<Value> {
    let named =
        |name: &str| plan.slots.iter().position(|slot| slot.field.name == name).map(|place| values[place].clone());
    other.live_columns().map(|column| named(&column.name).unwrap_or(Value::Null)).collect()
}
