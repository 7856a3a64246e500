//! Names of errors.

use super::{Result, refuse};
use crate::postgres::builtin::conditions;

/// Refuses a name that stands for no SQLSTATE.
pub(super) fn check(name: &str) -> Result<()> {
    match conditions::codes(name).next() {
        Some(_) => Ok(()),
        None => refuse("42704", format!("unrecognized exception condition \"{name}\""), None),
    }
}
