//! Unique keys of known rows.

use super::datum::Datum;
use super::evaluate::{Evaluator, undecided};
use super::moment::Zone;
use super::plan::{KeyPart, TablePlan, UniqueKey};
use super::scope::Scope;
use super::value::is_always_new;
use crate::postgres::ast::Name;
use crate::postgres::catalog::{ColumnNumber, Keys, Row, Rows, Value};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use std::hash::{DefaultHasher, Hash, Hasher};

/// The key of a row in a unique index.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Key {
    /// Equal to no other: it has a `NULL`, or a value that is new each time, or the index leaves the row out.
    Distinct,
    /// A hash of its canonical form.
    Known(u64),
    /// Its value is the server's to know.
    Uncertain,
}

/// A hash of typed values, the same for equal values of an integer and a `bigint` column.
pub(super) fn hash(datums: &[Datum]) -> u64 {
    let mut hasher = DefaultHasher::new();
    datums.hash(&mut hasher);
    hasher.finish()
}

/// The values of a row, in the order of the plan's columns.
pub(super) fn slot_values(plan: &TablePlan, row: &Row) -> Vec<Value> {
    let values: Vec<Value<&str>> = row.values().collect();
    let at = |number: ColumnNumber| values.get(usize::from(number) - 1).map_or(Value::Null, Value::owned);
    plan.slots.iter().map(|slot| at(slot.number())).collect()
}

impl Evaluator<'_> {
    /// The key of a row.
    pub(super) fn key(self, plan: &TablePlan, key: &UniqueKey, values: &[Value]) -> Result<Key, Refusal> {
        if !key.ready {
            return Err(Refusal::Undecided(format!("index \"{}\" is out of use", key.name)));
        }
        if !key.by_equality {
            return Ok(Key::Uncertain);
        }
        if let Some(predicate) = &key.predicate {
            let scope = Scope::row(plan.source(&plan.name, values)).bound(&predicate.references);
            let holds = predicate.expr.as_ref().map(|expr| self.holds(expr, &scope));
            match holds {
                Some(Ok(false)) => return Ok(Key::Distinct),
                Some(Ok(true)) => {}
                Some(Err(Refusal::Failed(failure))) => return Err(failure.into()),
                _ => return Ok(Key::Uncertain),
            }
        }
        let mut datums = Vec::with_capacity(key.parts.len());
        let mut uncertain = false;
        let mut new = false;
        for part in &key.parts {
            if let Some(Value::Drawn(number, text)) = value_of_part(plan, part, values) {
                // Beside what only the server knows, a draw is like no other as long as it is in one place.
                new |= !self.session.draws.is_copied(*number) && is_always_new(text);
                datums.push(drawn_datum(*number));
                continue;
            }
            match self.key_part(plan, part, values)? {
                Some(Datum::Null) if !key.nulls_not_distinct => return Ok(Key::Distinct),
                Some(datum) => datums.push(datum),
                None if is_new(plan, part, values) => return Ok(Key::Distinct),
                None => uncertain = true,
            }
        }
        Ok(match uncertain {
            true if new => Key::Distinct,
            true => Key::Uncertain,
            false => Key::Known(hash(&datums)),
        })
    }

    /// One value of a key; `None` where only the server knows it.
    fn key_part(self, plan: &TablePlan, part: &KeyPart, values: &[Value]) -> Result<Option<Datum>, Refusal> {
        match part {
            KeyPart::Column(number) => {
                let Some(index) = plan.slots.iter().position(|slot| slot.number() == *number) else { return Ok(None) };
                let slot = &plan.slots[index];
                if !slot.sure_equality {
                    return Ok(None);
                }
                let datum = match &values[index] {
                    value @ Value::Deferred(_) => {
                        slot.kind().assign(self.session.on_the_day(value.clone()).borrowed())?
                    }
                    value => slot.kind().assign(value.borrowed())?,
                };
                // What a time means without a zone is the session's to say.
                Ok(datum.filter(|datum| !matches!(datum, Datum::Moment(moment) if moment.zone == Zone::Session || !moment.is_exact())))
            }
            KeyPart::Expr(text) => {
                let scope = Scope::row(plan.source(&plan.name, values)).bound(&text.references);
                match text.expr.as_ref().map(|expr| self.evaluate(expr, &scope)) {
                    Some(Ok(value)) => Ok(Some(value.datum)),
                    Some(Err(Refusal::Failed(failure))) => Err(failure.into()),
                    _ => Ok(None),
                }
            }
        }
    }

    /// The keys of all rows.
    pub(super) fn keys_of(self, plan: &TablePlan, key: &UniqueKey, rows: &Rows) -> Result<Keys, Refusal> {
        let mut keys = Keys::default();
        for (position, row) in (0..).zip(rows.iter()) {
            record(&mut keys, &self.key(plan, key, &slot_values(plan, row))?, position);
        }
        Ok(keys)
    }
}

/// The row that has the same key already, among rows with these `keys`.
pub(super) fn conflict<const N: usize>(
    key: &UniqueKey,
    keys: [&Keys; N],
    candidate: &Key,
) -> Result<Option<u32>, Refusal> {
    let uncertain = || Err(undecided(&format!("a key of `{}`", key.name)));
    match candidate {
        Key::Distinct => Ok(None),
        Key::Known(hash) => match keys.iter().find_map(|keys| keys.positions.get(hash)) {
            Some(position) => Ok(Some(*position)),
            None if keys.iter().any(|keys| keys.uncertain > 0) => uncertain(),
            None => Ok(None),
        },
        Key::Uncertain if keys.iter().all(|keys| keys.positions.is_empty() && keys.uncertain == 0) => Ok(None),
        Key::Uncertain => uncertain(),
    }
}

fn is_new(plan: &TablePlan, part: &KeyPart, values: &[Value]) -> bool {
    matches!(value_of_part(plan, part, values), Some(Value::Deferred(text)) if is_always_new(text))
}

/// What a row has in a column of a key.
fn value_of_part<'v>(plan: &TablePlan, part: &KeyPart, values: &'v [Value]) -> Option<&'v Value> {
    let KeyPart::Column(number) = part else { return None };
    let index = plan.slots.iter().position(|slot| slot.number() == *number)?;
    values.get(index)
}

/// What stands for a drawn value in a key: no constant of any type is written like this.
pub(super) fn drawn_datum(number: u32) -> Datum {
    Datum::Exact(Name::new(format!("draw {number}")))
}

/// Enters the key of a new row.
pub(super) fn record(keys: &mut Keys, key: &Key, position: u32) {
    match key {
        Key::Distinct => {}
        Key::Known(hash) => {
            keys.positions.insert(*hash, position);
        }
        Key::Uncertain => keys.uncertain += 1,
    }
}

/// Takes out the key of a row.
pub(super) fn forget(keys: &mut Keys, key: &Key) {
    match key {
        Key::Distinct => {}
        Key::Known(hash) => drop(keys.positions.remove(hash)),
        Key::Uncertain => keys.uncertain = keys.uncertain.saturating_sub(1),
    }
}

/// 23505, as an `INSERT` or `UPDATE` gets it.
pub(super) fn violation(key: &UniqueKey, session: &Session) -> Refusal {
    if key.is_put_off(session) {
        return Refusal::Undecided(format!(
            "whether rows are in conflict in `{}` when the transaction ends is not known",
            key.name
        ));
    }
    let name = key.constraint.as_ref().unwrap_or(&key.name);
    let message = if key.exclusion {
        format!("conflicting key value violates exclusion constraint \"{name}\"")
    } else {
        format!("duplicate key value violates unique constraint \"{name}\"")
    };
    Failure::new(if key.exclusion { "23P01" } else { "23505" }, message).into()
}
