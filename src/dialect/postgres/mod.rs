//! PostgreSQL: its built-in catalog, generated from a real server into `data/`.

pub mod types;
