//! The model printed as SQL.

pub(crate) mod table;
