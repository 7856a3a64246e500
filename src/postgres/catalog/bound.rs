//! Text whose names are bound: expressions and queries that follow renames.
//!
//! The author's bytes are kept, with a list of what each name in them means. While nothing bound has changed, it prints as it was
//! written; after a rename, or where the emission's search path would find something else, only the names that need it are replaced.

use super::{Address, ColumnNumber, ObjectId};
use crate::postgres::ast::Name;
use crate::source::Span;

/// An expression or query, bound when it was created.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Bound {
    /// The author's bytes.
    pub text: Name,
    /// The names in it, by position; spans are relative to `text` and do not overlap.
    pub references: Vec<Reference>,
}

impl Bound {
    /// The objects and columns that names in it mean.
    pub fn targets(&self) -> impl Iterator<Item = Address> {
        self.references.iter().flat_map(|reference| reference.target.addresses())
    }
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
    /// A label of an enum, by its number: a string literal that the type took.
    Label(ObjectId, u32),
    /// Columns of a `*`, in order.
    Columns(Vec<StarColumn>),
    /// Nothing: the text of the role is inserted as it is.
    Nothing,
}

/// A column that a `*` stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct StarColumn {
    /// What it is qualified with when it is printed by itself: the alias or name of its item of `FROM`.
    pub qualifier: Option<Name>,
    /// The relation that the qualifier names, where it is the relation's own name, and so follows a rename.
    pub relation: Option<ObjectId>,
    /// Its name when it was bound, which the output keeps.
    pub name: Name,
    /// The column of a relation that it is; `None` for one of a subquery, a function or an alias list, whose name is fixed.
    pub column: Option<(ObjectId, ColumnNumber)>,
}

impl Target {
    /// What it is, as the dependencies have it.
    fn addresses(&self) -> Vec<Address> {
        match self {
            Self::Object(id) | Self::Label(id, _) => vec![Address::object(*id)],
            Self::Column(id, number) => vec![Address::column(*id, *number)],
            Self::Columns(columns) => {
                columns.iter().filter_map(|star| star.column).map(|(id, number)| Address::column(id, number)).collect()
            }
            Self::Nothing => Vec::new(),
        }
    }
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
    /// The end of a select item without alias that is named after its target (`a::int`, `f(x)`): nothing while the target has that name,
    /// ` AS name` after a rename.
    OutputName(Name),
    /// A column that `USING` or `NATURAL` merged out of two ([`Target::Columns`], left and right): it prints as it is while both keep the
    /// name. After a rename of one there is no way to write it but an alias list on that one's relation.
    Merged,
    /// `*`: prints as it is while it still means the same columns, else as their list.
    Wildcard,
    /// A string literal that names a relation (`nextval('s')`, `'t'::regclass`) or an enum's label.
    Literal,
    /// Text to insert here, such as the cast that a default keeps after its column's type changed.
    Insertion(Name),
}
