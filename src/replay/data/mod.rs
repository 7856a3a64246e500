//! Rows: `INSERT`, `UPDATE`, `DELETE`, `TRUNCATE`, `COPY`, and queries for their effect.
//!
//! A fresh database has no rows but those that the history itself inserted, so rows of constants are known exactly, and most
//! `UPDATE`s and `DELETE`s of a history touch nothing. What is not exactly known is [`crate::replay::Refusal::Undecided`], and the
//! tables that such a statement may have written are given up ([`Session::forget_written`](crate::replay::Session)).

mod action;
mod addition;
mod answer;
mod check;
mod conflict;
mod copy;
mod default;
mod delete;
mod draft;
mod drawn;
mod evaluate;
mod existing;
mod firing;
mod foreign_key;
mod from;
mod input;
mod insert;
mod kind;
mod matching;
mod moment;
mod names;
mod number;
mod operate;
mod plan;
mod query;
mod reach;
mod route;
mod routine;
mod scope;
mod select;
mod system;
#[cfg(test)]
mod tests;
mod text;
mod unique;
mod update;
mod value;
mod walk;
mod with;

pub(super) use answer::Answer;
pub(crate) use drawn::Drawn;
pub(crate) use plan::Plans;
pub(super) use scope::Field;
pub(super) use text::ReadTexts;
