//! The server's errors: number, SQLSTATE, and the words.
//!
//! A [`Failure`]'s code is the error's number, e.g. `1060`; its SQLSTATE is looked up.

use crate::run::{Failure, Refusal};
use std::sync::LazyLock;

/// SQLSTATEs by error number; all others are `HY000`.
const SQLSTATES: &[(&str, &str)] = &[
    ("1007", "HY000"),
    ("1008", "HY000"),
    ("1022", "23000"),
    ("1046", "3D000"),
    ("1048", "23000"),
    ("1049", "42000"),
    ("1050", "42S01"),
    ("1051", "42S02"),
    ("1052", "23000"),
    ("1054", "42S22"),
    ("1060", "42S21"),
    ("1061", "42000"),
    ("1062", "23000"),
    ("1064", "42000"),
    ("1065", "42000"),
    ("1067", "42000"),
    ("1068", "42000"),
    ("1072", "42000"),
    ("1075", "42000"),
    ("1091", "42000"),
    ("1101", "42000"),
    ("1146", "42S02"),
    ("1292", "22007"),
    ("1305", "42000"),
    ("1364", "HY000"),
    ("1406", "22001"),
    ("1451", "23000"),
    ("1452", "23000"),
];

/// The SQLSTATE that the server sends with an error's number.
pub fn sqlstate(number: &str) -> &'static str {
    SQLSTATES.iter().find(|(known, _)| *known == number).map_or("HY000", |(_, state)| *state)
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
