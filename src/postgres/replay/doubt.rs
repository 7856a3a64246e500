//! Doubts: statements that are taken as accepted, since nothing but rows that are not known could have made the server refuse them.
//!
//! The schema goes on as if the server had accepted the statement, and the statement is reported as undecided. What comes later hangs on
//! that only as far as it concerns what the statement made or changed: a failure about one of those objects is only probable, and so is
//! a statement that uses what was made.

use super::session::Session;
use crate::postgres::ast::Name;
use crate::postgres::catalog::Catalog;
use crate::run::{Applied, Outcome, Refusal};
use std::collections::BTreeSet;

/// A statement that the server may have refused.
#[derive(Debug)]
pub(crate) struct Doubt {
    /// Its first words.
    cause: Name,
    /// The names of the objects that it made.
    made: BTreeSet<Name>,
    /// The same, and the names of the objects that it changed.
    touched: BTreeSet<Name>,
}

impl Doubt {
    fn reason(&self) -> String {
        format!("it rests on `{}`, which was taken as accepted", self.cause)
    }
}

impl Session {
    /// Goes on where rows that are not known would decide, and remembers that.
    pub(crate) fn assume(&mut self, checked: Result<(), Refusal>) -> Result<(), Refusal> {
        match checked {
            Err(Refusal::Undecided(reason) | Refusal::Opaque(reason)) => {
                self.assumption.get_or_insert(reason);
                Ok(())
            }
            checked => checked,
        }
    }

    /// Keeps what hangs on an assumption, after a change of the schema that began with `before`.
    pub(super) fn record_doubt(&mut self, before: &Catalog) {
        let here = self.origin.filter(|_| self.routines == 0);
        let cause = here.and_then(|origin| self.text.get(origin.span.start as usize..origin.span.end as usize));
        let (made, changed) = self.catalog.names_since(before);
        let touched = made.union(&changed).cloned().collect();
        self.doubts
            .push_back(Doubt { cause: first_words(cause.unwrap_or("a statement of a routine")), made, touched }.into());
    }

    /// What became of a statement, where a doubt makes that no more than probable.
    pub(super) fn outcome(&self, text: &str, applied: Applied) -> Outcome {
        let outcome = Outcome::from(applied);
        let reason = match (&outcome, &self.assumption) {
            (Outcome::Applied | Outcome::Noop(_) | Outcome::Failed(_), Some(reason)) => Some(reason.clone()),
            (Outcome::Applied | Outcome::Noop(_), None) => self.doubt(|doubt| mentions(text, &doubt.made)),
            (Outcome::Failed(failure), None) => {
                self.doubt(|doubt| mentions(text, &doubt.touched) || mentions(&failure.message, &doubt.touched))
            }
            _ => None,
        };
        match reason {
            Some(reason) => Outcome::Probable { outcome: Box::new(outcome), reason },
            None => outcome,
        }
    }

    /// Why what hangs on such a doubt is not certain.
    fn doubt(&self, hangs: impl Fn(&Doubt) -> bool) -> Option<String> {
        self.doubts.iter().find(|doubt| hangs(doubt)).map(|doubt| doubt.reason())
    }
}

/// Whether a text has one of the names as a word, or as several.
fn mentions(text: &str, names: &BTreeSet<Name>) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut words = text.split(|c| !is_part(c)).filter(|word| !word.is_empty());
    let mut odd = names.iter().filter(|name| !name.chars().all(is_part));
    words.any(|word| names.contains(word) || names.contains(word.to_lowercase().as_str()))
        || odd.any(|name| text.contains(name.as_str()))
}

/// The first words of a statement, by which it is known again.
pub(super) fn first_words(statement: &str) -> Name {
    Name::new(statement.split_whitespace().take(4).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_as_whole_words() {
        let names = BTreeSet::from([Name::new("users_key"), Name::new("Odd name")]);
        let mentions = |text| mentions(text, &names);
        assert!(mentions("DROP INDEX public.USERS_key"));
        assert!(mentions("DROP INDEX \"Odd name\""));
        assert!(!mentions("DROP INDEX users_key2, users, my_users_key"));
    }
}
