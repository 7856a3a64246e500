//! The engine's functions that are evaluated, by name: one file per family.
//!
//! Which function a call means, the types of its arguments and result, and whether it is strict, is the binder's answer; what is here
//! only computes. A function, or a case of one, that is not known exactly gives `None`, and the call is undecided.

#![expect(clippy::unnecessary_wraps, reason = "all functions have one type")]
#![expect(clippy::option_option, reason = "a result that is not known is not NULL")]

pub(super) mod array;
mod date;
mod format;
pub(super) mod json;
mod number;
pub(super) mod pattern;
pub(super) mod sets;
mod system;
mod text;

pub(super) use number::power_of as power;

use super::array::Array;
use super::datum::{Datum, Typed};
use super::evaluate::Evaluator;
use super::json::Json;
use super::kind::Kind;
use crate::postgres::ast::Name;
use crate::run::Refusal;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The result of a function; `None` where it is not known.
pub(super) type Given = Result<Option<Datum>, Refusal>;

/// A function.
pub(super) type Implementation = fn(&Arguments<'_>) -> Given;

/// What a function is called with: values of the types that it declares.
#[derive(Debug)]
pub(super) struct Arguments<'a> {
    pub(super) evaluator: Evaluator<'a>,
    pub(super) values: &'a [Typed],
    /// The type of the result.
    pub(super) result: &'a Arc<Kind>,
}

static FUNCTIONS: LazyLock<BTreeMap<&'static str, Implementation>> = LazyLock::new(|| {
    let families = [
        array::FUNCTIONS,
        date::FUNCTIONS,
        format::FUNCTIONS,
        json::FUNCTIONS,
        number::FUNCTIONS,
        pattern::FUNCTIONS,
        system::FUNCTIONS,
        text::FUNCTIONS,
    ];
    families.into_iter().flatten().copied().collect()
});

/// The engine's function of that name.
pub(super) fn by_name(name: &str) -> Option<Implementation> {
    FUNCTIONS.get(name).copied()
}

impl Arguments<'_> {
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    pub(super) fn datum(&self, place: usize) -> &Datum {
        self.values.get(place).map_or(&Datum::Null, |value| &value.datum)
    }

    /// A text; `None` for `NULL` and for a value of another type.
    pub(super) fn text(&self, place: usize) -> Option<&Name> {
        self.datum(place).text()
    }

    pub(super) fn integer(&self, place: usize) -> Option<i64> {
        self.datum(place).integer()
    }

    pub(super) fn boolean(&self, place: usize) -> Option<bool> {
        self.datum(place).truth()
    }

    pub(super) fn array(&self, place: usize) -> Option<&Array> {
        super::operate::array(self.datum(place))
    }

    pub(super) fn json(&self, place: usize) -> Option<&Json> {
        super::operate::document(self.datum(place))
    }

    /// The texts of an array of them; `None` where one is `NULL`.
    pub(super) fn texts(&self, place: usize) -> Option<Vec<String>> {
        self.array(place)?.members.iter().map(|member| member.text().map(Name::to_string)).collect()
    }

    /// A value as the server prints it; `None` for `NULL`.
    pub(super) fn print(&self, place: usize) -> Result<Option<Name>, Refusal> {
        self.values.get(place).map_or(Ok(None), |value| self.evaluator.print(value))
    }
}
