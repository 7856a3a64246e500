//! Values of sequences, and which of them this connection drew: `nextval`, `currval`, `lastval`, `setval`.

use crate::postgres::catalog::{Catalog, ObjectBody, ObjectId};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// What a connection drew from sequences.
#[derive(Debug, Clone, Default)]
pub(crate) struct SequenceValues {
    /// The last value of each sequence that was drawn from; `None` where that cannot be told.
    values: imbl::HashMap<ObjectId, Option<i64>>,
    last: Option<ObjectId>,
    /// A statement that was not evaluated may have drawn from any of them.
    uncertain: bool,
}

impl Session {
    /// Takes the next value of a sequence, which no rollback gives back.
    pub(super) fn next_value(&mut self, id: ObjectId) -> Result<i64, Refusal> {
        let Some(object) = self.catalog.get(id) else {
            return Err(Refusal::Undecided("a sequence is not known".into()));
        };
        let name = object.name.clone();
        let ObjectBody::Sequence(sequence) = &object.body else {
            return Err(Refusal::Undecided(format!("`{name}` is not a sequence")));
        };
        // A connection takes as many values as CACHE says at once, and the rest is lost when it closes.
        let (Some((last, called)), 1) = (sequence.last_value, sequence.cache) else {
            return Err(Refusal::Undecided(format!("the next value of the sequence `{name}` is not known")));
        };
        let next = if called { last.checked_add(sequence.increment) } else { Some(last) };
        let value = match next.filter(|next| (sequence.min..=sequence.max).contains(next)) {
            Some(next) => next,
            None if sequence.cycle => {
                if sequence.increment > 0 {
                    sequence.min
                } else {
                    sequence.max
                }
            }
            None => {
                let (word, bound) =
                    if sequence.increment > 0 { ("maximum", sequence.max) } else { ("minimum", sequence.min) };
                let message = format!("nextval: reached {word} value of sequence \"{name}\" ({bound})");
                return Err(Failure::new("2200H", message).into());
            }
        };
        self.set_sequence(id, Some((value, true)));
        self.sequence_values.last = Some(id);
        Ok(value)
    }

    /// `currval`: what this connection drew last from a sequence.
    pub(super) fn current_value(&self, id: ObjectId) -> Result<i64, Refusal> {
        let name = self.catalog.get(id).map_or("", |object| &object.name);
        match self.sequence_values.values.get(&id) {
            Some(Some(value)) => Ok(*value),
            None => {
                let message = format!("currval of sequence \"{name}\" is not yet defined in this session");
                Err(Failure::new("55000", message).into())
            }
            Some(None) => {
                Err(Refusal::Undecided(format!("the last value drawn from the sequence `{name}` is not known")))
            }
        }
    }

    /// `lastval`: what this connection drew last from any sequence.
    pub(super) fn last_value(&self) -> Result<i64, Refusal> {
        match self.sequence_values.last.filter(|id| self.catalog.get(*id).is_some()) {
            _ if self.sequence_values.uncertain => Err(Refusal::Undecided("the last value drawn is not known".into())),
            Some(id) => self.current_value(id),
            None => Err(Failure::new("55000", "lastval is not yet defined in this session").into()),
        }
    }

    /// Sets what a sequence gave last; `None` is not known, which makes uncertain too what was drawn.
    pub(super) fn set_sequence(&mut self, id: ObjectId, last_value: Option<(i64, bool)>) {
        match last_value {
            Some((value, true)) => drop(self.sequence_values.values.insert(id, Some(value))),
            Some((_, false)) => {}
            None => {
                self.sequence_values.values.insert(id, None);
                self.sequence_values.uncertain = true;
            }
        }
        self.catalog.update(id, |object| {
            if let ObjectBody::Sequence(sequence) = &mut object.body {
                if last_value.is_none() {
                    sequence.before = sequence.last_value.or(sequence.before);
                }
                sequence.last_value = last_value;
            }
        });
    }

    /// Goes back to the catalog as it was, but for what sequences gave since.
    pub(crate) fn go_back_to(&mut self, before: Catalog) {
        let undone = std::mem::replace(&mut self.catalog, before);
        self.keep_sequences(&undone);
    }

    /// Carries over what sequences gave in work that is undone: no rollback gives their values back.
    pub(crate) fn keep_sequences(&mut self, undone: &Catalog) {
        let given: Vec<(ObjectId, Option<(i64, bool)>)> = undone
            .changed_since(&self.catalog)
            .filter_map(|(before, after)| match (&before.body, &after.body) {
                (ObjectBody::Sequence(before), ObjectBody::Sequence(sequence))
                    if before.last_value != sequence.last_value
                        && sequence.last_value.is_none_or(|(_, given)| given) =>
                {
                    Some((after.id, sequence.last_value))
                }
                _ => None,
            })
            .collect();
        for (id, last_value) in given {
            self.set_sequence(id, last_value);
        }
    }
}
