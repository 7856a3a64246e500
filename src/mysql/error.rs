//! The server's errors: number, SQLSTATE, and the words.
//!
//! A [`Failure`]'s code is the error's number, e.g. `1060`; its SQLSTATE is looked up.

use crate::run::{Failure, Refusal};
use std::sync::LazyLock;

/// SQLSTATEs by error number, in order; all others are `HY000`.
static SQLSTATES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("sqlstates.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).collect()
});

/// The SQLSTATE that the server sends with an error's number.
pub fn sqlstate(number: &str) -> &'static str {
    // All have four digits: their order as texts is that of the numbers.
    let found = SQLSTATES.binary_search_by_key(&number, |(known, _)| known);
    found.map_or("HY000", |place| SQLSTATES[place].1)
}

/// All numbers that an error can have, as text.
static NUMBERS: LazyLock<Vec<String>> = LazyLock::new(|| (0..=u16::MAX).map(|number| number.to_string()).collect());

/// A number that a program gives to its own error, as the code of a failure.
pub(super) fn number(number: u16) -> &'static str {
    NUMBERS.get(usize::from(number)).map_or("1644", String::as_str)
}

/// The server refuses it with this number and message.
pub(super) fn failure(number: &'static str, message: impl Into<String>) -> Refusal {
    Refusal::Failed(Failure::new(number, message))
}

/// What it does depends on something that is not known.
pub(super) fn undecided(reason: impl Into<String>) -> Refusal {
    Refusal::Undecided(reason.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlstates_are_found() {
        assert_eq!(sqlstate("1060"), "42S21");
        assert_eq!(sqlstate("1329"), "02000");
        assert_eq!(sqlstate("4092"), "42S02");
        assert_eq!(sqlstate("1005"), "HY000");
        assert!(SQLSTATES.is_sorted());
    }
}
