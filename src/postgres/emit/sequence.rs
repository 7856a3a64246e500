//! Sequences that are neither `serial` nor identity, and the options of identity columns.

use super::printer::Printer;
use super::statement::Statement;
use crate::postgres::ast::op::Persistence;
use crate::postgres::ast::{quote_ident, quote_literal};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Object, ObjectBody, Sequence};
use std::collections::BTreeMap;

impl Printer<'_> {
    pub(super) fn sequence(&self, object: &Object, sequence: &Sequence) -> Vec<Statement> {
        let what = if sequence.persistence == Persistence::Unlogged { "UNLOGGED SEQUENCE" } else { "SEQUENCE" };
        let mut words = vec![self.create(what), self.name(object.id)];
        if sequence.data_type.id.oid() != oid::INT8 {
            words.push(format!("AS {}", self.type_ref(sequence.data_type)));
        }
        words.extend(options(sequence));
        words.extend(self.owning_view(sequence));
        vec![Statement::new(words.join(" "))]
    }

    /// `OWNED BY` a column of a view, which is there before.
    fn owning_view(&self, sequence: &Sequence) -> Option<String> {
        let owner = self.catalog.get(sequence.owned_by?.object).filter(|owner| owner.view().is_some())?;
        let column = owner.column_at(sequence.owned_by?.column)?;
        Some(format!("OWNED BY {}.{}", self.name(owner.id), quote_ident(&column.name)))
    }

    /// The sequences of identity columns that have another type than their column: that cannot be said when they are made.
    pub(super) fn retyped_sequences(&self, table: &Object) -> Vec<Statement> {
        let identities = self.sequences_of(table).filter(|(_, sequence)| sequence.identity);
        let retyped = identities.filter(|(_, sequence)| self.has_own_type(sequence));
        let alter = |(object, sequence): (&Object, &Sequence)| {
            let Sequence { increment, min, max, start, cache, .. } = sequence;
            let cycle = if sequence.cycle { " CYCLE" } else { "" };
            Statement::new(format!(
                "ALTER SEQUENCE {} AS {} INCREMENT BY {increment} MINVALUE {min} MAXVALUE {max} START WITH {start} RESTART CACHE {cache}{cycle}",
                self.name(object.id),
                self.type_ref(sequence.data_type)
            ))
        };
        retyped.map(alter).collect()
    }

    /// Whether a sequence has another type than the column that owns it.
    fn has_own_type(&self, sequence: &Sequence) -> bool {
        let owner = sequence.owned_by.and_then(|owner| self.catalog.get(owner.object)?.column_at(owner.column));
        owner.and_then(|column| column.type_use.as_ref()).is_some_and(|used| used.type_ref != sequence.data_type)
    }

    /// `OWNED BY`, once the owner is there: for the sequences of a table that were created by themselves.
    pub(super) fn owned_sequences(&self, table: &Object) -> Vec<Statement> {
        self.sequences_of(table)
            .filter(|(object, sequence)| !sequence.identity && !self.is_serial(object.id, sequence))
            .filter_map(|(object, sequence)| {
                let column = table.column_at(sequence.owned_by?.column)?;
                let owner = format!("{}.{}", self.name(table.id), quote_ident(&column.name));
                Some(Statement::new(format!("ALTER SEQUENCE {} OWNED BY {owner}", self.name(object.id))))
            })
            .collect()
    }

    /// The sequences that a table's columns own, in the order of the columns.
    pub(super) fn sequences_of(&self, table: &Object) -> impl Iterator<Item = (&Object, &Sequence)> {
        let dependents = self.catalog.dependents(table.id).filter_map(|edge| self.catalog.get(edge.dependent.object));
        let owned = dependents.filter_map(|object| match &object.body {
            ObjectBody::Sequence(sequence) => {
                let owner = sequence.owned_by.filter(|owner| owner.object == table.id)?;
                Some(((owner.column, object.id), (object, sequence)))
            }
            _ => None,
        });
        owned.collect::<BTreeMap<_, _>>().into_values()
    }

    /// Sets a sequence to where the history left it; nothing where it was never used, or where that is not known.
    pub(super) fn sequence_position(&self, object: &Object, sequence: &Sequence) -> Option<Statement> {
        let (value, called) = sequence.last_value.or(sequence.before)?;
        if (value, called) == (sequence.start, false) {
            return None;
        }
        let name = quote_literal(&self.name(object.id));
        let called = if called { "" } else { ", false" };
        Some(Statement::new(format!("SELECT setval({name}, {value}{called})")))
    }

    /// ` (SEQUENCE NAME s START WITH 10)` of an identity column; nothing where all is as the server would make it.
    pub(super) fn identity_options(&self, object: &Object, sequence: &Sequence, implicit_name: &str) -> String {
        let mut items = if self.has_own_type(sequence) { Vec::new() } else { options(sequence) };
        if object.name != implicit_name {
            items.insert(0, format!("SEQUENCE NAME {}", self.name(object.id)));
        }
        if items.is_empty() { String::new() } else { format!(" ({})", items.join(" ")) }
    }
}

/// What differs from the defaults.
fn options(sequence: &Sequence) -> Vec<String> {
    let defaults = Sequence::defaults(sequence.data_type, sequence.increment);
    let default_start = if sequence.increment > 0 { sequence.min } else { sequence.max };
    let mut options = Vec::new();
    let mut say = |differs: bool, option: String| {
        if differs {
            options.push(option);
        }
    };
    say(sequence.increment != 1, format!("INCREMENT BY {}", sequence.increment));
    say(sequence.min != defaults.min, format!("MINVALUE {}", sequence.min));
    say(sequence.max != defaults.max, format!("MAXVALUE {}", sequence.max));
    say(sequence.start != default_start, format!("START WITH {}", sequence.start));
    say(sequence.cache != 1, format!("CACHE {}", sequence.cache));
    say(sequence.cycle, "CYCLE".into());
    options
}

/// Used where a list of sequences is named in one statement.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::postgres::catalog::TypeRef;
    use crate::postgres::emit::sql::list;

    fn sequence() -> Sequence {
        Sequence {
            persistence: Persistence::Permanent,
            data_type: TypeRef::builtin(oid::INT4),
            start: 1,
            increment: 1,
            min: 1,
            max: i64::from(i32::MAX),
            cache: 1,
            cycle: false,
            owned_by: None,
            identity: false,
            last_value: None,
            before: None,
        }
    }

    #[test]
    fn only_what_differs_is_said() {
        assert!(options(&sequence()).is_empty());
        let other = Sequence { start: 100, min: 10, cache: 5, cycle: true, ..sequence() };
        assert_eq!(list(options(&other)), "MINVALUE 10, START WITH 100, CACHE 5, CYCLE");
        let down = Sequence { increment: -1, min: -i64::from(i32::MAX) - 1, max: -1, start: -1, ..sequence() };
        assert_eq!(list(options(&down)), "INCREMENT BY -1");
    }
}
