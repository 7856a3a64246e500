//! Sequences (MariaDB): they share the names of tables.

use super::{Existing, Session, check_name, existing, missing_table};
use crate::mysql::ast::{AlterSequence, CreateSequence, DropObject, SequenceOption};
use crate::mysql::catalog::{Provenance, Relation, Sequence};
use crate::mysql::error::{failure, undecided};
use crate::run::{Applied, Effect, Refusal};
use smol_str::SmolStr;
use std::sync::Arc;

const LARGEST: i64 = i64::MAX - 1;
const SMALLEST: i64 = i64::MIN + 1;

impl Session {
    /// `CREATE SEQUENCE`.
    pub(in crate::mysql::session) fn create_sequence(&mut self, create: &CreateSequence) -> Applied {
        let (database, name) = self.resolve(&create.name)?;
        check_name(&name, "1103", "table")?;
        self.database_mut(&database)?;
        let there = self.catalog.relation(&database, &name);
        let exists = || failure("1050", format!("Table '{name}' already exists"));
        if there.is_some_and(super::is_view) {
            return Err(exists());
        }
        match existing(create.mode, there.is_some(), exists)? {
            Existing::Keep => {
                self.note("1050", format!("Table '{name}' already exists"));
                return Ok(Effect::Noop(format!("`{name}` is there already")));
            }
            Existing::Replace if !matches!(there, Some(Relation::Sequence(_))) => {
                return Err(undecided("a sequence replaces a table"));
            }
            Existing::Replace | Existing::Make => {}
        }
        let sequence = made(&name, &create.options, create.temporary, &self.variable_text("default_storage_engine"));
        let sequence = in_range(sequence, &database)?;
        let sequence = Sequence { provenance: self.provenance(), ..sequence };
        self.database_mut(&database)?.relations.insert(name, Relation::Sequence(Arc::new(sequence)));
        Ok(Effect::Applied)
    }

    /// `ALTER SEQUENCE`: what was cached is skipped.
    pub(in crate::mysql::session) fn alter_sequence(&mut self, alter: &AlterSequence) -> Applied {
        let (database, name) = self.resolve(&alter.name)?;
        let mut sequence = match self.catalog.relation(&database, &name) {
            Some(Relation::Sequence(sequence)) => Sequence::clone(sequence),
            Some(_) => return Err(failure("4089", format!("'{database}.{name}' is not a SEQUENCE"))),
            None if alter.if_exists => {
                self.note("4091", format!("Unknown SEQUENCE: '{database}.{name}'"));
                return Ok(Effect::Noop(format!("there is no sequence `{name}`")));
            }
            None => return Err(failure("4091", format!("Unknown SEQUENCE: '{name}'"))),
        };
        sequence.upcoming = sequence.next;
        for option in &alter.options {
            change(&mut sequence, option);
        }
        let mut sequence = in_range(sequence, &database)?;
        sequence.provenance.origins.push(self.origin);
        self.database_mut(&database)?.relations.insert(name, Relation::Sequence(Arc::new(sequence)));
        Ok(Effect::Applied)
    }

    /// `DROP SEQUENCE`: those that are there go, even if others are not.
    pub(super) fn drop_sequences(&mut self, drop: &DropObject) -> Applied {
        let mut missing: Option<Refusal> = None;
        for (database, name) in self.resolve_distinct(&drop.names)? {
            match self.catalog.relation(&database, &name) {
                Some(Relation::Sequence(_)) => {
                    self.database_mut(&database)?.relations.remove(&name);
                }
                _ if drop.if_exists => self.note("4091", format!("Unknown SEQUENCE: '{database}.{name}'")),
                Some(_) => {
                    let refusal = failure("4090", format!("'{database}.{name}' is not a SEQUENCE"));
                    missing.get_or_insert(refusal);
                }
                None => {
                    let refusal = failure("4091", format!("Unknown SEQUENCE: '{database}.{name}'"));
                    missing.get_or_insert(refusal);
                }
            }
        }
        match missing {
            Some(refusal) => {
                self.settle();
                Err(refusal)
            }
            None => Ok(Effect::Applied),
        }
    }

    /// `NEXTVAL(s)`.
    pub(in crate::mysql::session) fn next_value(&mut self, database: &str, name: &str) -> Result<i64, Refusal> {
        let sequence = self.sequence_mut(database, name)?;
        if sequence.exhausted {
            return Err(failure("4084", format!("Sequence '{database}.{name}' has run out")));
        }
        let value = sequence.upcoming;
        sequence.advance();
        Ok(value)
    }

    /// `SETVAL(s, value, is_used)`: whether it went forward.
    pub(in crate::mysql::session) fn set_value(
        &mut self,
        database: &str,
        name: &str,
        value: i64,
        is_used: bool,
    ) -> Result<bool, Refusal> {
        let sequence = self.sequence_mut(database, name)?;
        let target = if is_used { value.saturating_add(sequence.increment) } else { value };
        let forward = if sequence.increment < 0 { target <= sequence.upcoming } else { target >= sequence.upcoming };
        if forward {
            sequence.upcoming = target;
            sequence.next = target;
            sequence.exhausted = false;
        }
        Ok(forward)
    }

    fn sequence_mut(&mut self, database: &str, name: &str) -> Result<&mut Sequence, Refusal> {
        let Some(found) = self.catalog.databases.get_mut(database) else { return Err(missing_table(database, name)) };
        match found.relations.get_mut(name) {
            Some(Relation::Sequence(sequence)) => Ok(Arc::make_mut(sequence)),
            Some(_) => Err(failure("4089", format!("'{database}.{name}' is not a SEQUENCE"))),
            None => Err(failure("4091", format!("Unknown SEQUENCE: '{name}'"))),
        }
    }
}

impl Sequence {
    /// One value has been given; a full cache is taken at once.
    fn advance(&mut self) {
        let given = self.upcoming;
        if given == self.next {
            let values = self.cache.max(1);
            self.next = self.next.saturating_add(self.increment.saturating_mul(values)).clamp(SMALLEST, i64::MAX);
        }
        match given.checked_add(self.increment).filter(|next| (self.minimum..=self.maximum).contains(next)) {
            Some(next) => self.upcoming = next,
            None if self.cycle => {
                let first = if self.increment < 0 { self.maximum } else { self.minimum };
                self.upcoming = first;
                self.next = first;
            }
            None => self.exhausted = true,
        }
    }
}

/// A sequence of its options; what they do not say hangs on the direction.
fn made(name: &str, options: &[SequenceOption], temporary: bool, engine: &str) -> Sequence {
    let increment = options.iter().find_map(|option| match option {
        SequenceOption::Increment(increment) => Some(*increment),
        _ => None,
    });
    let down = increment.is_some_and(|increment| increment < 0);
    let (minimum, maximum) = if down { (SMALLEST, -1) } else { (1, LARGEST) };
    let mut sequence = Sequence {
        name: name.into(),
        start: 0,
        minimum,
        maximum,
        increment: increment.unwrap_or(1),
        cache: 1000,
        cycle: false,
        engine: engine.into(),
        next: 0,
        upcoming: 0,
        exhausted: false,
        comment: SmolStr::default(),
        temporary,
        provenance: Provenance::default(),
    };
    for option in options {
        change(&mut sequence, option);
    }
    let started = options.iter().any(|option| matches!(option, SequenceOption::Start(_)));
    if !started {
        sequence.start = if down { sequence.maximum } else { sequence.minimum };
    }
    sequence.next = sequence.start;
    sequence.upcoming = sequence.start;
    sequence
}

fn change(sequence: &mut Sequence, option: &SequenceOption) {
    match option {
        SequenceOption::Increment(increment) => sequence.increment = *increment,
        // The words `NO MINVALUE` mean an ascending sequence's, whatever its direction.
        SequenceOption::MinValue(minimum) => sequence.minimum = minimum.unwrap_or(1),
        SequenceOption::MaxValue(maximum) => sequence.maximum = maximum.unwrap_or(LARGEST),
        SequenceOption::Start(start) => sequence.start = *start,
        SequenceOption::Restart(value) => {
            sequence.next = value.unwrap_or(sequence.start);
            sequence.upcoming = sequence.next;
            sequence.exhausted = false;
        }
        SequenceOption::Cache(cache) => sequence.cache = cache.unwrap_or(0),
        SequenceOption::Cycle(cycle) => sequence.cycle = *cycle,
        SequenceOption::Table(text) => table_option(sequence, text),
    }
}

/// `ENGINE = x`, `COMMENT = 'x'`.
fn table_option(sequence: &mut Sequence, text: &str) {
    let (word, value) =
        text.split_once(|character: char| character == '=' || character.is_whitespace()).unwrap_or((text, ""));
    let value = value.trim_start_matches(|character: char| character == '=' || character.is_whitespace());
    if word.eq_ignore_ascii_case("engine") {
        sequence.engine = value.trim_matches('`').into();
    } else if word.eq_ignore_ascii_case("comment") {
        sequence.comment = value.into();
    }
}

fn in_range(sequence: Sequence, database: &str) -> Result<Sequence, Refusal> {
    let fits = sequence.maximum > sequence.minimum
        && (sequence.minimum..=sequence.maximum).contains(&sequence.start)
        && sequence.next >= sequence.minimum
        && sequence.cache >= 0;
    if fits {
        return Ok(sequence);
    }
    Err(failure("4085", format!("Sequence '{database}.{}' has out of range value for options", sequence.name)))
}
