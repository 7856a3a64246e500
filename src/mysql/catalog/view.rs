//! Views.

use super::Provenance;
use crate::mysql::ast::{Query, SqlSecurity, ViewAlgorithm, ViewCheck};
use smol_str::SmolStr;
use std::sync::Arc;

/// A view. The server keeps its text with all stars expanded, and resolves it when it is used.
#[derive(Debug, Clone)]
pub struct View {
    /// Its name.
    pub name: SmolStr,
    /// Its columns.
    pub columns: Vec<SmolStr>,
    /// The names of its columns are written before its query; else they are those of the query.
    pub named: bool,
    /// The text of its query, as it is written but with stars expanded.
    pub text: Arc<str>,
    /// What the query says; its spans are offsets into `text`.
    pub query: Arc<Query>,
    /// `ALGORITHM`.
    pub algorithm: Option<ViewAlgorithm>,
    /// `DEFINER`, where one is written.
    pub definer: Option<SmolStr>,
    /// `SQL SECURITY`.
    pub security: Option<SqlSecurity>,
    /// Rows can be changed through it.
    pub updatable: bool,
    /// `WITH CHECK OPTION`.
    pub check: Option<ViewCheck>,
    /// `@@sql_mode` when it was made, under which its text was read.
    pub sql_mode: SmolStr,
    /// Where it is from.
    pub provenance: Provenance,
}
