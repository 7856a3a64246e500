//! PostgreSQL: its built-in catalog, generated from a real server into `data/`.
//!
//! Each `data/*.tsv` is the result of the query of the same name in `data/sql/`, each `data/extensions/*.tsv` that of
//! `data/sql/extension.sql`. The files are embedded, and read where they lie: a
//! lookup by name is a binary search in the text, so that nothing is built at start.

pub mod brought;
pub mod collations;
pub mod conditions;
pub mod extensions;
pub mod foreign;
pub mod function;
pub mod later;
pub mod operator;
pub mod relations;
pub mod rows;
pub mod text_search;
pub mod types;
