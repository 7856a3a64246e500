//! Collations.

use super::DefinitionOption;
use crate::postgres::ast::QualifiedName;

/// `CREATE COLLATION`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateCollation {
    /// Its name.
    pub name: QualifiedName,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// `FROM`: the collation that is copied.
    pub from: Option<QualifiedName>,
    /// `PROVIDER = …, LOCALE = …`.
    pub options: Vec<DefinitionOption>,
}
