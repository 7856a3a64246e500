//! Type names as written, normalised as PostgreSQL's grammar normalises them.

use super::{Name, QualifiedName};
use crate::source::Span;

/// A type as written in a column definition, a cast or an argument list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeName {
    /// The name. Spellings of the SQL standard arrive as the grammar maps them: `integer` as `pg_catalog.int4`,
    /// `character varying` as `pg_catalog.varchar`, `char` as `pg_catalog.bpchar` with modifier `1`, `timestamp with
    /// time zone` as `pg_catalog.timestamptz`. `serial` and `"char"` stay what they are.
    pub name: QualifiedName,
    /// Modifiers between the parentheses, as text: `10`, `2`; for `interval` the fields (`year to month`).
    pub modifiers: Vec<Name>,
    /// Number of array dimensions: `int[][]` has 2. The bounds mean nothing to the server.
    pub array_dimensions: u8,
    /// `SETOF`, in a routine's result.
    pub setof: bool,
    /// `name%TYPE`: the type of that column, in a routine's arguments.
    pub of_column: bool,
    /// The whole type, from `SETOF` to the last bracket.
    pub span: Span,
}
