//! `INSERT`, `REPLACE`, `UPDATE`, `DELETE`.

mod assign;
mod constraint;
mod counter;
mod delete;
mod foreign_key;
mod index;
mod insert;
mod multi;
mod refill;
mod statement;
mod update;
mod writer;

pub(super) use index::{key_part, scan};
pub(in crate::mysql::session) use refill::{Duplicates, Words};
