//! Names.

use crate::source::Span;
use smol_str::SmolStr;

/// One identifier, as it is between its quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The characters, without quotes, as the author spelled them.
    pub text: SmolStr,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// The name of a table, a view, a routine … : `name` or `database.name`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectName {
    /// The database, where one is named.
    pub database: Option<Name>,
    /// The object.
    pub name: Name,
}

impl ObjectName {
    /// From the first part to the last.
    pub fn span(&self) -> Span {
        self.database.as_ref().map_or(self.name.span, |database| database.span.to(self.name.span))
    }
}

/// The name of a column in an expression: `column`, `table.column`, `database.table.column`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnName {
    /// The database, where one is named.
    pub database: Option<Name>,
    /// The table or its alias, where one is named.
    pub table: Option<Name>,
    /// The column.
    pub column: Name,
}
