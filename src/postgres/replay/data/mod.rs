//! Rows: `INSERT`, `UPDATE`, `DELETE`, `TRUNCATE`, `COPY`, and queries for their effect.
//!
//! A fresh database has no rows but those that the history itself inserted, so rows of constants are known exactly, and most
//! `UPDATE`s and `DELETE`s of a history touch nothing. What is not exactly known is [`crate::postgres::replay::Refusal::Undecided`], and the
//! tables that such a statement may have written are given up ([`Session::forget_written`](crate::postgres::replay::Session)).

mod action;
mod addition;
mod aggregate;
mod answer;
mod array;
mod assign;
mod bound;
mod call;
mod check;
mod clock;
mod composite;
mod conflict;
mod convert;
mod copy;
mod datum;
mod default;
mod delete;
mod draft;
mod draws;
mod elements;
mod evaluate;
mod existing;
mod firing;
mod foreign_key;
mod from;
mod from_function;
mod functions;
mod index_state;
mod input;
mod insert;
mod insert_each;
mod interval;
mod join;
mod json;
mod kind;
mod matching;
mod moment;
mod names;
mod number;
mod object;
mod operate;
mod order;
mod output;
mod plan;
mod query;
mod reach;
mod record;
mod relation;
mod route;
mod routine;
mod scope;
mod select;
mod sequence_values;
mod set_operation;
mod subquery;
mod system;
#[cfg(test)]
mod tests;
mod text;
mod typing;
mod unique;
mod unpopulated;
mod update;
mod value;
mod walk;
mod window;
mod with;

pub(super) use answer::Answer;
pub(super) use array::text_of;
pub(crate) use clock::ClockReadings;
pub(crate) use draws::Draws;
pub(crate) use plan::Plans;
pub(super) use scope::Field;
pub(crate) use sequence_values::SequenceValues;
pub(super) use text::ReadTexts;
