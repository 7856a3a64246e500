//! Dependencies between objects, with PostgreSQL's kinds.

use super::{Catalog, ColumnNumber, ObjectId};

/// An object, or one column of it: the server's `(classid, objid, objsubid)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// The object.
    pub object: ObjectId,
    /// The column's number; 0 for the whole object.
    pub column: ColumnNumber,
}

impl Address {
    /// The whole object.
    pub fn object(object: ObjectId) -> Self {
        Self { object, column: 0 }
    }

    /// One column.
    pub fn column(object: ObjectId, column: ColumnNumber) -> Self {
        Self { object, column }
    }
}

impl From<ObjectId> for Address {
    fn from(object: ObjectId) -> Self {
        Self::object(object)
    }
}

/// How a dependent hangs on what it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DependencyKind {
    /// `RESTRICT` refuses to drop the referenced object, `CASCADE` drops the dependent.
    Normal,
    /// The dependent goes silently with the referenced object.
    Auto,
    /// The dependent is part of the referenced object, and cannot be dropped by itself.
    Internal,
    /// The dependent is the part of a partition that its parent's object demands (its index, its trigger): it goes with either of its
    /// owners, but cannot be dropped by itself.
    Partition,
    /// The dependent is a member of an extension, and cannot be dropped by itself.
    Extension,
}

/// One edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dependency {
    /// Who depends.
    pub dependent: Address,
    /// On what.
    pub referenced: Address,
    /// How.
    pub kind: DependencyKind,
}

/// The same edge, ordered by what it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Reversed {
    referenced: Address,
    dependent: Address,
    kind: DependencyKind,
}

impl Reversed {
    fn of(edge: Dependency) -> Self {
        Self { referenced: edge.referenced, dependent: edge.dependent, kind: edge.kind }
    }

    fn edge(self) -> Dependency {
        Dependency { dependent: self.dependent, referenced: self.referenced, kind: self.kind }
    }
}

const FIRST: Address = Address { object: ObjectId::NONE, column: 0 };

impl Catalog {
    /// Records an edge. Edges to the engine's own objects are not kept: nothing can drop those.
    pub fn depend(&mut self, dependent: impl Into<Address>, referenced: impl Into<Address>, kind: DependencyKind) {
        let edge = Dependency { dependent: dependent.into(), referenced: referenced.into(), kind };
        if edge.referenced.object.is_builtin() || edge.dependent == edge.referenced {
            return;
        }
        self.outgoing.insert(edge);
        self.incoming.insert(Reversed::of(edge));
    }

    /// Removes an edge.
    pub fn release(&mut self, edge: Dependency) {
        self.outgoing.remove(&edge);
        self.incoming.remove(&Reversed::of(edge));
    }

    /// What an object (with all its columns) depends on.
    pub fn dependencies(&self, object: ObjectId) -> impl Iterator<Item = Dependency> {
        let from = Dependency { dependent: object.into(), referenced: FIRST, kind: DependencyKind::Normal };
        self.outgoing.range(from..).take_while(move |edge| edge.dependent.object == object).copied()
    }

    /// What depends on an object or on any of its columns.
    pub fn dependents(&self, object: ObjectId) -> impl Iterator<Item = Dependency> {
        let from = Reversed { referenced: object.into(), dependent: FIRST, kind: DependencyKind::Normal };
        self.incoming.range(from..).take_while(move |edge| edge.referenced.object == object).map(|edge| edge.edge())
    }

    /// What depends on exactly this address: with a column, on that column only.
    pub fn dependents_of(&self, address: Address) -> impl Iterator<Item = Dependency> {
        let from = Reversed { referenced: address, dependent: FIRST, kind: DependencyKind::Normal };
        self.incoming.range(from..).take_while(move |edge| edge.referenced == address).map(|edge| edge.edge())
    }

    /// Whether an object came with an extension.
    pub fn is_member(&self, object: ObjectId) -> bool {
        self.dependencies(object).any(|edge| edge.kind == DependencyKind::Extension)
    }

    /// Removes every edge to and from an object.
    pub fn forget_dependencies(&mut self, object: ObjectId) {
        let edges: Vec<Dependency> = self.dependencies(object).chain(self.dependents(object)).collect();
        for edge in edges {
            self.release(edge);
        }
    }
}
