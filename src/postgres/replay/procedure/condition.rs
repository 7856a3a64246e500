//! SQLSTATEs: their names, their classes, and those that scripts make up.

use crate::postgres::builtin::conditions;
use crate::run::Failure;
use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Whether a condition covers an error: it is the same, or the class that the error is of.
pub(super) fn covers(condition: &str, error: &str) -> bool {
    condition == error || condition.strip_suffix("000").is_some_and(|class| error.starts_with(class))
}

/// The SQLSTATE that a text is or names.
pub(super) fn code_of(text: &str) -> Result<&'static str, Failure> {
    sqlstate(text)
        .or_else(|| conditions::codes(text).next())
        .ok_or_else(|| Failure::new("42704", format!("unrecognized exception condition \"{text}\"")))
}

/// The SQLSTATEs that scripts have named. There are few of them, so they stay for the life of the process.
static NAMED: LazyLock<Mutex<BTreeSet<&'static str>>> = LazyLock::new(Mutex::default);

/// The SQLSTATE that a text is: five digits or capital letters.
fn sqlstate(text: &str) -> Option<&'static str> {
    if text.len() != 5 || !text.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase()) {
        return None;
    }
    let mut named = NAMED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = named.get(text) {
        return Some(known);
    }
    let code: &'static str = String::from(text).leak();
    named.insert(code);
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_covers_its_errors() {
        assert!(covers("23000", "23505") && covers("23505", "23505") && !covers("23505", "23503"));
    }

    #[test]
    fn a_code_is_named_or_written_out() {
        assert_eq!(code_of("unique_violation"), Ok("23505"));
        assert_eq!(code_of("UE001"), Ok("UE001"));
        assert!(code_of("ue001").is_err());
    }
}
