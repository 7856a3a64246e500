//! Types: references to them, and the bodies of user-defined ones.

use super::{Bound, Column, ObjectId};
use crate::postgres::ast::Name;

/// A type with its modifier, as `pg_attribute` has it.
///
/// The row type of a table or view is the table's own id. An array is its element's id with `array` set: dimensions mean nothing to
/// the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TypeRef {
    /// The type, or the element type of an array.
    pub id: ObjectId,
    /// An array of `id`.
    pub array: bool,
    /// The server's `atttypmod`: -1 for none, `n + 4` for `varchar(n)` …
    pub modifier: i32,
}

impl TypeRef {
    /// A type without modifier.
    pub const fn plain(id: ObjectId) -> Self {
        Self { id, array: false, modifier: -1 }
    }

    /// One of the engine's own types.
    pub const fn builtin(oid: u32) -> Self {
        Self::plain(ObjectId::builtin(oid))
    }

    /// Same type, whatever the modifiers.
    pub fn same_type(self, other: Self) -> bool {
        self.id == other.id && self.array == other.array
    }
}

/// A type as used by a column: what it is, and how the author spelled it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeUse {
    /// What it is.
    pub type_ref: TypeRef,
    /// The author's spelling, where that cannot go stale: for the engine's own types.
    pub written: Option<Name>,
}

impl From<TypeRef> for TypeUse {
    fn from(type_ref: TypeRef) -> Self {
        Self { type_ref, written: None }
    }
}

/// A label of an enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumLabel {
    /// Its identity within the type: what was bound to it follows a rename.
    pub number: u32,
    /// Its text.
    pub label: Name,
    /// Added by `ALTER TYPE` in the transaction that is still open: not usable before the commit (55P04).
    pub uncommitted: bool,
}

/// What a user-defined type is.
#[derive(Debug, Clone, PartialEq)]
pub enum TypeBody {
    /// An enum.
    Enum {
        /// Labels in order.
        labels: Vec<EnumLabel>,
    },
    /// A domain. Its `CHECK`s are constraint objects with the domain as parent.
    Domain {
        /// The base type.
        base: TypeUse,
        /// `COLLATE`.
        collation: Option<ObjectId>,
        /// `NOT NULL`.
        not_null: bool,
        /// `DEFAULT`.
        default: Option<Bound>,
    },
    /// A free-standing composite type.
    Composite {
        /// Attributes.
        attributes: Vec<Column>,
    },
    /// A range type.
    Range {
        /// The type it is a range of.
        subtype: TypeRef,
        /// Options other than `subtype`, as written.
        options: Vec<(Name, Name)>,
    },
    /// The multirange that comes with a range type.
    Multirange {
        /// The range.
        range: ObjectId,
    },
    /// A base type that an extension brought.
    Base {
        /// `typcategory`.
        category: char,
        /// `typispreferred`.
        preferred: bool,
    },
    /// Declared only.
    Shell,
}
