//! The model printed as SQL.
