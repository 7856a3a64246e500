//! The model printed as SQL.

pub(crate) mod database;
pub(crate) mod event;
pub(crate) mod routine;
pub(crate) mod script;
pub(crate) mod sequence;
pub(crate) mod table;
pub(crate) mod trigger;
pub(crate) mod view;
