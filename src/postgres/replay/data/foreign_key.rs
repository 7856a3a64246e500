//! Foreign keys between known rows.

use super::addition::Addition;
use super::datum::Datum;
use super::evaluate::Evaluator;
use super::plan::{ForeignKeyPlan, TablePlan};
use super::unique;
use super::value::is_always_new;
use crate::postgres::ast::op::MatchType;
use crate::postgres::catalog::{ColumnNumber, Contents, DependencyKind, Keys, ObjectBody, ObjectId, Value};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// The foreign key columns of a row.
pub(super) enum Reference {
    /// None to look for.
    Absent,
    /// `MATCH FULL`, and only some are `NULL`.
    Mixed,
    Key(u64),
    /// Cannot equal anything that is there.
    New,
    Uncertain,
}

impl Session {
    /// Refuses rows about to be written that refer to nothing: not to a row that is there, nor to one that comes with them.
    pub(super) fn check_references(&mut self, plan: &TablePlan, addition: &mut Addition) -> Result<(), Refusal> {
        if plan.foreign_keys.is_empty() {
            return Ok(());
        }
        let own_keys = |key: &ForeignKeyPlan| {
            let own = plan.keys.iter().position(|unique| unique.index == key.reference.index);
            own.map(|number| addition.own_keys(number).clone()).unwrap_or_default()
        };
        let own: Vec<Keys> = plan.foreign_keys.iter().map(own_keys).collect();
        for row in addition.written() {
            let values = unique::slot_values(plan, row);
            for (key, own) in plan.foreign_keys.iter().zip(&own) {
                self.check_reference(plan, key, &values, own)?;
            }
        }
        Ok(())
    }

    /// Refuses a row that refers to nothing; `own` are keys that are written with it.
    pub(super) fn check_reference(
        &mut self,
        plan: &TablePlan,
        key: &ForeignKeyPlan,
        row: &[Value],
        own: &Keys,
    ) -> Result<(), Refusal> {
        let present = match reference(plan, key, row)? {
            Reference::Absent => return Ok(()),
            Reference::Mixed | Reference::New => Some(false),
            Reference::Key(hash) if own.positions.contains_key(&hash) => return Ok(()),
            Reference::Key(hash) => {
                self.has_key(key.reference.index, hash)?.filter(|found| *found || own.uncertain == 0)
            }
            Reference::Uncertain => None,
        };
        match present {
            Some(true) => Ok(()),
            Some(false) if !key.is_put_off(self) => Err(missing(&plan.name, key).into()),
            Some(false) => Err(Refusal::Undecided(format!(
                "the foreign key `{}` is not met yet, and is checked at the end of the transaction",
                key.name
            ))),
            None => Err(Refusal::Undecided(format!("whether the foreign key `{}` is met is not known", key.name))),
        }
    }

    /// Whether a table has a key; `None` where that cannot be told. Rows of partitions count through the parts of the index, those of other
    /// children do not.
    fn has_key(&mut self, index: ObjectId, hash: u64) -> Result<Option<bool>, Refusal> {
        let mut uncertain = false;
        for index in self.index_parts(index) {
            let Some(table) = self.catalog.get(index).and_then(|object| object.parent) else { continue };
            let rows = match self.catalog.contents(table) {
                None => continue,
                Some(Contents::Unknown { .. }) => {
                    uncertain = true;
                    continue;
                }
                Some(Contents::Known(rows)) => rows,
            };
            if rows.keys(index).is_none() {
                self.build_keys(table, index)?;
            }
            match self.stored_keys(table, index) {
                Some(keys) if keys.positions.contains_key(&hash) => return Ok(Some(true)),
                Some(keys) => uncertain |= keys.uncertain > 0,
                None => uncertain = true,
            }
        }
        Ok((!uncertain).then_some(false))
    }

    /// An index, and its parts on partitions.
    pub(super) fn index_parts(&self, index: ObjectId) -> Vec<ObjectId> {
        let mut parts = vec![index];
        let mut next = 0;
        while let Some(whole) = parts.get(next) {
            let attached = self.catalog.dependents(*whole).filter(|edge| edge.kind == DependencyKind::Partition);
            let attached = attached.map(|edge| edge.dependent.object).filter(|part| {
                matches!(self.catalog.get(*part).map(|object| &object.body), Some(ObjectBody::Index(_)))
            });
            parts.extend(attached.collect::<Vec<_>>());
            next += 1;
        }
        parts
    }

    /// Computes the keys of an index, to be kept with the rows.
    pub(super) fn build_keys(&mut self, table: ObjectId, index: ObjectId) -> Result<(), Refusal> {
        let evaluator = Evaluator { session: self };
        let built = match (self.catalog.get(table), self.catalog.get(index)) {
            (Some(object), Some(index)) => {
                let plan = evaluator.plan(object);
                let rows = self.catalog.contents(table).and_then(Contents::rows).cloned().unwrap_or_default();
                evaluator.unique_key(index).map(|key| evaluator.keys_of(&plan, &key, &rows)).transpose()?
            }
            _ => None,
        };
        if let (Some(keys), Contents::Known(rows)) = (built, self.catalog.contents_mut(table)) {
            *rows.keys_mut(index) = keys;
        }
        Ok(())
    }
}

pub(super) fn reference(plan: &TablePlan, key: &ForeignKeyPlan, row: &[Value]) -> Result<Reference, Refusal> {
    let mut datums = Vec::with_capacity(key.columns.len());
    let mut nulls = 0;
    let mut uncertain = false;
    let mut new = false;
    for number in &key.columns {
        let Some(index) = position(plan, *number) else { return Ok(Reference::Uncertain) };
        if let Value::Drawn(number, _) = &row[index] {
            datums.push(unique::drawn_datum(*number));
            continue;
        }
        match plan.slots[index].kind().assign(row[index].borrowed())? {
            Some(Datum::Null) => nulls += 1,
            Some(datum) => datums.push(datum),
            None => {
                new |= matches!(&row[index], Value::Deferred(text) if is_always_new(text));
                uncertain = true;
            }
        }
    }
    Ok(match key.reference.match_type {
        MatchType::Simple if nulls > 0 => Reference::Absent,
        MatchType::Full if nulls == key.columns.len() => Reference::Absent,
        MatchType::Full if nulls > 0 => Reference::Mixed,
        _ if new => Reference::New,
        _ if uncertain => Reference::Uncertain,
        _ => Reference::Key(unique::hash(&datums)),
    })
}

fn position(plan: &TablePlan, number: ColumnNumber) -> Option<usize> {
    plan.slots.iter().position(|slot| slot.number() == number)
}

pub(super) fn missing(table: &str, key: &ForeignKeyPlan) -> Failure {
    let name = &key.name;
    Failure::new("23503", format!("insert or update on table \"{table}\" violates foreign key constraint \"{name}\""))
}

/// Whether a row's foreign key is one of these keys.
pub(super) fn refers_to(
    plan: &TablePlan,
    key: &ForeignKeyPlan,
    row: &[Value],
    keys: &std::collections::HashSet<u64>,
) -> Result<bool, Refusal> {
    match reference(plan, key, row)? {
        Reference::Key(hash) => Ok(keys.contains(&hash)),
        Reference::Uncertain if !keys.is_empty() => {
            Err(Refusal::Undecided(format!("what a row refers to by `{}` is not known", key.name)))
        }
        _ => Ok(false),
    }
}
