//! Facts about types: what the server reads from `pg_type` and `pg_range`.

use crate::postgres::ast::op::Volatility;
use crate::postgres::builtin::rows::TypeKey;
use crate::postgres::builtin::types::{self, oid};
use crate::postgres::catalog::{ObjectBody, ObjectId, TypeBody, TypeRef};
use crate::postgres::replay::session::Session;

/// Type categories, as in `typcategory`.
pub(super) mod category {
    pub const ARRAY: char = 'A';
    pub const COMPOSITE: char = 'C';
    pub const ENUM: char = 'E';
    pub const PSEUDO: char = 'P';
    pub const RANGE: char = 'R';
    pub const STRING: char = 'S';
    pub const UNKNOWN: char = 'X';
}

/// The type without its modifier.
pub(super) fn bare(type_ref: TypeRef) -> TypeRef {
    TypeRef { modifier: -1, ..type_ref }
}

/// The OID of one of the engine's types that is not an array; 0 for every other.
pub(super) fn oid_of(type_ref: TypeRef) -> u32 {
    if !type_ref.array && type_ref.id.is_builtin() { type_ref.id.oid() } else { 0 }
}

/// The engine's type of that OID, arrays as arrays over their element.
pub(super) fn builtin(oid: u32) -> TypeRef {
    match types::by_oid(oid) {
        Some(found) if found.element != 0 => TypeRef { array: true, ..TypeRef::builtin(found.element) },
        _ => TypeRef::builtin(oid),
    }
}

/// An array over that type; the server has no arrays of arrays.
pub(super) fn array_of(element: TypeRef) -> TypeRef {
    TypeRef { array: true, ..bare(element) }
}

pub(crate) fn is_polymorphic(type_ref: TypeRef) -> bool {
    matches!(
        oid_of(type_ref),
        oid::ANYELEMENT
            | oid::ANYARRAY
            | oid::ANYNONARRAY
            | oid::ANYENUM
            | oid::ANYRANGE
            | oid::ANYMULTIRANGE
            | oid::ANYCOMPATIBLE
            | oid::ANYCOMPATIBLEARRAY
            | oid::ANYCOMPATIBLENONARRAY
            | oid::ANYCOMPATIBLERANGE
            | oid::ANYCOMPATIBLEMULTIRANGE
    )
}

impl Session {
    /// The type behind a domain, through domains over domains; any other type is its own base.
    pub(crate) fn base_type(&self, type_ref: TypeRef) -> TypeRef {
        let mut base = type_ref;
        // A domain cannot be over itself, but the loop should not rest on that.
        for _ in 0..64 {
            match self.domain_base(base) {
                Some(next) => base = next,
                None => break,
            }
        }
        base
    }

    fn domain_base(&self, type_ref: TypeRef) -> Option<TypeRef> {
        if type_ref.array {
            return None;
        }
        if type_ref.id.is_builtin() {
            return types::by_oid(type_ref.id.oid()).filter(|found| found.base != 0).map(|found| builtin(found.base));
        }
        match self.type_body(type_ref)? {
            TypeBody::Domain { base, .. } => Some(base.type_ref),
            _ => None,
        }
    }

    /// The body of a user's type that is neither an array nor a row type of a relation.
    pub(super) fn type_body(&self, type_ref: TypeRef) -> Option<&TypeBody> {
        match &self.catalog.get(type_ref.id)?.body {
            ObjectBody::Type(body) if !type_ref.array => Some(body),
            _ => None,
        }
    }

    /// `typcategory` and `typispreferred`.
    pub(crate) fn type_category(&self, type_ref: TypeRef) -> (char, bool) {
        if type_ref.array {
            return (if type_ref.id.oid() == oid::RECORD { category::PSEUDO } else { category::ARRAY }, false);
        }
        if type_ref.id.is_builtin() {
            let found = types::by_oid(type_ref.id.oid());
            return found.map_or((category::COMPOSITE, false), |found| (found.category, found.preferred));
        }
        match self.type_body(type_ref) {
            None | Some(TypeBody::Composite { .. }) => (category::COMPOSITE, false),
            Some(TypeBody::Enum { .. }) => (category::ENUM, false),
            Some(TypeBody::Domain { base, .. }) => (self.type_category(self.base_type(base.type_ref)).0, false),
            Some(TypeBody::Range { .. } | TypeBody::Multirange { .. }) => (category::RANGE, false),
            Some(TypeBody::Base { category, preferred }) => (*category, *preferred),
            Some(TypeBody::Shell) => (category::UNKNOWN, false),
        }
    }

    /// The element of an array type.
    pub(super) fn element_type(type_ref: TypeRef) -> Option<TypeRef> {
        type_ref.array.then(|| TypeRef { array: false, ..bare(type_ref) })
    }

    /// A row type: composite, of a relation, or a domain over one.
    pub(crate) fn is_row_type(&self, type_ref: TypeRef) -> bool {
        let base = self.base_type(type_ref);
        !base.array
            && if base.id.is_builtin() {
                types::by_oid(base.id.oid()).is_none()
            } else {
                self.type_category(base).0 == category::COMPOSITE
            }
    }

    pub(crate) fn is_enum(&self, type_ref: TypeRef) -> bool {
        matches!(self.type_body(type_ref), Some(TypeBody::Enum { .. }))
    }

    /// The type that a range is over.
    pub(super) fn subtype_of_range(&self, type_ref: TypeRef) -> Option<TypeRef> {
        if let Some(found) = types::by_oid(oid_of(type_ref)) {
            return (found.kind == 'r').then(|| builtin(found.range_of));
        }
        match self.type_body(type_ref)? {
            TypeBody::Range { subtype, .. } => Some(bare(*subtype)),
            _ => None,
        }
    }

    /// The range of a multirange.
    pub(super) fn multirange_range(&self, type_ref: TypeRef) -> Option<TypeRef> {
        if let Some(found) = types::by_oid(oid_of(type_ref)) {
            return (found.kind == 'm').then(|| builtin(found.range_of));
        }
        match self.type_body(type_ref)? {
            TypeBody::Multirange { range } => Some(TypeRef::plain(*range)),
            _ => None,
        }
    }

    /// The multirange of a range: the engine's own; a user's is found through the name only, and so left open.
    pub(super) fn range_multirange(type_ref: TypeRef) -> Option<TypeRef> {
        types::by_oid(oid_of(type_ref)).filter(|found| found.kind == 'r').map(|found| builtin(found.multirange))
    }

    /// A type of a generated table, an extension's through the schema that the extension is in.
    pub(crate) fn type_of_key(&self, key: TypeKey, schema: Option<ObjectId>) -> Option<TypeRef> {
        match key {
            TypeKey::Builtin(oid) => Some(builtin(oid)),
            TypeKey::Named { name, array } => {
                let id = self.catalog.find(crate::postgres::catalog::NameClass::Type, schema?, name)?;
                Some(TypeRef { array, ..TypeRef::plain(id) })
            }
        }
    }

    /// The volatility of printing a value of one type and reading it as another.
    pub(super) fn text_volatility(&self, from: TypeRef, to: TypeRef) -> Volatility {
        let io = |type_ref| match types::by_oid(oid_of(self.base_type(type_ref))) {
            Some(found) => (found.input, found.output),
            // The functions of arrays, enums, ranges and rows are stable; a base type of an extension is taken to be well-behaved.
            None if matches!(self.type_body(type_ref), Some(TypeBody::Base { .. })) => {
                (Volatility::Immutable, Volatility::Immutable)
            }
            None => (Volatility::Stable, Volatility::Stable),
        };
        io(from).1.max(io(to).0)
    }
}
