//! Text whose names are bound: expressions and queries that follow renames.
//!
//! The author's bytes are kept, with a list of what each name in them means. While nothing bound has changed, it prints as it was
//! written; after a rename, or where the emission's search path would find something else, only the names that need it are replaced.

use super::{ColumnNumber, ObjectId};
use crate::ast::Name;
use crate::source::Span;

/// An expression or query, bound when it was created.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bound {
    /// The author's bytes.
    pub text: Name,
    /// The names in it, by position; spans are relative to `text` and do not overlap.
    pub references: Vec<Reference>,
}

/// One name in a bound text.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Where it stands in the text, with its qualifiers; empty for an insertion.
    pub span: Span,
    /// What it means.
    pub target: Target,
    /// How it is written, and so how it prints.
    pub role: ReferenceRole,
}

/// What a name means.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A relation, type, routine, collation or operator; an engine's own object needs no entry.
    Object(ObjectId),
    /// A column.
    Column(ObjectId, ColumnNumber),
    /// Columns of a `*`, in order.
    Columns(Vec<WildcardColumn>),
    /// Nothing: the text of the role is inserted as it is.
    Nothing,
}

/// One column that a `*` stood for.
#[derive(Debug, Clone, PartialEq)]
pub struct WildcardColumn {
    /// What stands in front of it when it is written out.
    pub qualifier: ColumnQualifier,
    /// Its relation; [`ObjectId::NONE`] for a column of a subquery, a function or a `WITH` query.
    pub relation: ObjectId,
    /// Its number there.
    pub column: ColumnNumber,
    /// The name under which it came out when the text was bound.
    pub name: Name,
}

/// What stands in front of a column that a `*` is written out to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnQualifier {
    /// Nothing: a column merged by `USING`.
    Bare,
    /// An alias of the text.
    Alias(Name),
    /// The relation's own name, whatever it is by now.
    Relation,
}

/// How a name is written, and so how it prints after a rename.
#[derive(Debug, Clone, PartialEq)]
pub enum ReferenceRole {
    /// The object's name, qualified where the search path would not find it.
    Name,
    /// The name of a relation in front of a column (`t.a`): the bare name, as `FROM t` makes it visible.
    Qualifier,
    /// A column's name by itself.
    Column,
    /// A bare column as select item: after a rename `new AS old`, so that the output keeps its name.
    OutputColumn(Name),
    /// `*`: prints as it is while it still means the same columns, else as their list.
    Wildcard,
    /// A string literal that names a relation (`nextval('s')`, `'t'::regclass`).
    Literal,
    /// Text to insert here, such as the cast that a default keeps after its column's type changed.
    Insertion(Name),
}
