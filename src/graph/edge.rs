//! Edges: why one object needs another.

/// One edge of the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edge<Id> {
    /// Why.
    pub kind: EdgeKind,
    /// The part of the dependent that needs it: a constraint, a default, an index, or the dependent itself.
    pub part: Id,
}

/// A part of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name; empty where it has none.
    pub name: String,
    /// A statement of its own can bring it later than the object.
    pub can_wait: bool,
}

/// Why an object needs another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// A foreign key to a table.
    ForeignKey,
    /// A type, or the row type of a relation.
    Type,
    /// A view or expression reads a relation or draws from a sequence.
    Reads,
    /// An expression calls a function, or uses an operator or collation.
    Calls,
    /// A trigger calls its function.
    Fires,
    /// A trigger or policy belongs to its table.
    On,
    /// A sequence is owned by a column: the one kind that does not say what must be created first.
    Owns,
    /// A partition needs its parent.
    PartitionOf,
    /// A table inherits from another.
    Inherits,
    /// An object is in a schema.
    In,
}

impl EdgeKind {
    /// As graphs and reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::ForeignKey => "foreign-key",
            Self::Type => "type",
            Self::Reads => "reads",
            Self::Calls => "calls",
            Self::Fires => "fires",
            Self::On => "on",
            Self::Owns => "owns",
            Self::PartitionOf => "partition-of",
            Self::Inherits => "inherits",
            Self::In => "in",
        }
    }

    /// Whether the referenced object must be there before the dependent.
    pub fn orders(self) -> bool {
        self != Self::Owns
    }
}
