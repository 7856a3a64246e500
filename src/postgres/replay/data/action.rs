//! What foreign keys do to the rows that refer to a row with a new key.

use super::evaluate::{Evaluator, undecided};
use super::foreign_key::{Reference, reference};
use super::plan::{ForeignKeyPlan, KeyPart, TablePlan, UniqueKey};
use super::unique::{Key, slot_values};
use super::update::Change;
use crate::postgres::ast::op::ReferentialAction;
use crate::postgres::catalog::{ObjectId, Value};
use crate::postgres::replay::session::Session;
use crate::run::Refusal;
use std::collections::{BTreeSet, HashMap};

/// Keys that are given up, each with the row that had it.
type Moved<'c> = HashMap<u64, &'c Change>;

impl Session {
    /// Does what `ON UPDATE` says, after the rows have their new values.
    pub(super) fn follow_references(&mut self, plan: &TablePlan, changes: &[Change]) -> Result<(), Refusal> {
        for key in &plan.keys {
            let moved = (Evaluator { session: self }).moved_keys(plan, key, changes)?;
            if moved.is_empty() {
                continue;
            }
            self.refuse_referenced_partition(plan.id)?;
            for (target, child) in self.referring(plan.id) {
                if target.index == key.index && !self.has_no_rows(child) {
                    self.follow_reference(plan, key, child, &moved)?;
                }
            }
        }
        Ok(())
    }

    fn follow_reference(
        &mut self,
        plan: &TablePlan,
        key: &UniqueKey,
        child: ObjectId,
        moved: &Moved<'_>,
    ) -> Result<(), Refusal> {
        let rows = self.known_rows(child)?;
        let own = Evaluator { session: self }.plan(self.catalog.get(child).ok_or_else(|| undecided("a table"))?);
        for foreign in own.foreign_keys.iter().filter(|foreign| foreign.reference.index == key.index) {
            let mut found: Vec<(usize, Vec<Value>, &Change)> = Vec::new();
            for (position, row) in rows.iter().enumerate() {
                let values = slot_values(&own, row);
                match reference(&own, foreign, &values)? {
                    Reference::Key(hash) => found.extend(moved.get(&hash).map(|change| (position, values, *change))),
                    Reference::Uncertain => return Err(undecided("a reference to a key that changes")),
                    Reference::Absent | Reference::Mixed | Reference::New => {}
                }
            }
            if found.is_empty() {
                continue;
            }
            // Its rows would be looked at while they change.
            if child == plan.id
                || own.foreign_keys.len() > 1 && foreign.reference.on_update != ReferentialAction::NoAction
            {
                return Err(Refusal::Undecided("a foreign key changes rows that other keys concern too".into()));
            }
            self.act(plan, key, &own, foreign, found)?;
        }
        Ok(())
    }

    fn act(
        &mut self,
        plan: &TablePlan,
        key: &UniqueKey,
        own: &TablePlan,
        foreign: &ForeignKeyPlan,
        found: Vec<(usize, Vec<Value>, &Change)>,
    ) -> Result<(), Refusal> {
        match foreign.reference.on_update {
            ReferentialAction::Cascade => {
                let evaluator = Evaluator { session: self };
                let changes = found.into_iter().map(|(position, before, change)| {
                    let mut after = before.clone();
                    for (number, part) in foreign.columns.iter().zip(&key.parts) {
                        let KeyPart::Column(referenced) = part else { continue };
                        let from = plan.slots.iter().position(|slot| slot.number() == *referenced);
                        let to = own.slots.iter().position(|slot| slot.number() == *number);
                        let (Some(from), Some(to)) = (from, to) else { return Err(undecided("a key")) };
                        let value = change.after[from].clone();
                        after[to] = evaluator.converted(value, plan.slots[from].field.kind.as_ref(), &own.slots[to])?;
                    }
                    evaluator.generate(own, &mut after)?;
                    Ok(Change { position, before, after })
                });
                let changes = changes.collect::<Result<Vec<Change>, Refusal>>()?;
                self.refuse_firing(own.id, super::firing::Event::Update(&foreign.columns), changes.len())?;
                self.store_updated(own, &changes)
            }
            ReferentialAction::SetNull => {
                let positions: BTreeSet<usize> = found.iter().map(|(position, ..)| *position).collect();
                self.set_null(own.id, &foreign.columns, &positions)
            }
            ReferentialAction::NoAction | ReferentialAction::Restrict => {
                Err(self.still_referenced(plan.id, &foreign.name, own.id))
            }
            ReferentialAction::SetDefault => Err(Refusal::Undecided("a foreign key sets columns of other rows".into())),
        }
    }
}

impl Evaluator<'_> {
    /// The keys that rows give up, and that no row has afterwards.
    fn moved_keys<'c>(self, plan: &TablePlan, key: &UniqueKey, changes: &'c [Change]) -> Result<Moved<'c>, Refusal> {
        let mut moved = Moved::new();
        let mut taken = BTreeSet::new();
        for change in changes {
            let (before, after) = (self.key(plan, key, &change.before)?, self.key(plan, key, &change.after)?);
            match (before, &after) {
                (before, after) if before == *after && before != Key::Uncertain => {}
                (Key::Known(hash), _) => drop(moved.insert(hash, change)),
                (Key::Distinct, _) => {}
                (Key::Uncertain, _) => {
                    if change.before != change.after
                        && self
                            .session
                            .referring(plan.id)
                            .iter()
                            .any(|(target, child)| target.index == key.index && !self.session.has_no_rows(*child))
                    {
                        return Err(undecided("a key that other rows may refer to"));
                    }
                }
            }
            if let Key::Known(hash) = after {
                taken.insert(hash);
            }
        }
        if moved.keys().any(|hash| taken.contains(hash)) {
            return Err(Refusal::Undecided("rows exchange keys that other rows may refer to".into()));
        }
        Ok(moved)
    }
}
