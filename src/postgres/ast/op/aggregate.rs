//! Aggregates.

use super::{DefinitionOption, RoutineArgument};
use crate::postgres::ast::QualifiedName;

/// `CREATE AGGREGATE`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateAggregate {
    /// Its name.
    pub name: QualifiedName,
    /// `OR REPLACE`.
    pub or_replace: bool,
    /// Its arguments; `None` where the old form names them among the options.
    pub arguments: Option<Vec<RoutineArgument>>,
    /// `SFUNC = …, STYPE = …`.
    pub options: Vec<DefinitionOption>,
}
