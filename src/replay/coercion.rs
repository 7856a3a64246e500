//! Which types the server turns into which by itself, and which it can compare.

use super::session::Session;
use crate::catalog::{ObjectBody, ObjectId, TypeBody, TypeRef};
use crate::dialect::postgres::types::{self, oid};

/// What kind of conversion is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Coercion {
    /// In any expression.
    Implicit,
    /// Where a value is stored: in a column, as its default.
    Assignment,
}

/// The types that widen into each other, from narrow to wide.
const NUMBERS: [u32; 6] = [oid::INT2, oid::INT4, oid::INT8, oid::NUMERIC, oid::FLOAT4, oid::FLOAT8];
const STRINGS: [u32; 4] = [oid::TEXT, oid::VARCHAR, oid::BPCHAR, 19];
const TIMES: [u32; 3] = [oid::DATE, oid::TIMESTAMP, oid::TIMESTAMPTZ];

impl Session {
    /// The type under a domain, however many lie on it.
    pub(crate) fn base_type(&self, type_ref: TypeRef) -> TypeRef {
        let mut current = type_ref;
        while !current.array {
            match self.catalog.get(current.id).map(|object| &object.body) {
                Some(ObjectBody::Type(TypeBody::Domain { base, .. })) => current = base.type_ref,
                _ => break,
            }
        }
        current
    }

    /// Whether values of a type have a collation.
    pub(crate) fn is_collatable(&self, type_ref: TypeRef) -> bool {
        let base = self.base_type(type_ref).id;
        !base.is_builtin() || types::by_oid(base.oid()).is_some_and(|found| found.collation != 0)
    }

    /// Whether a value of one type becomes the other by itself.
    pub(crate) fn can_coerce(&self, from: TypeRef, to: TypeRef, context: Coercion) -> bool {
        let (from, to) = (self.base_type(from), self.base_type(to));
        if from.same_type(to) || from.id == ObjectId::builtin(oid::UNKNOWN) {
            return true;
        }
        if from.array || to.array {
            // Arrays convert as their elements do; an array becomes a string in an assignment, as everything does.
            return match (from.array, to.array) {
                (true, true) => {
                    self.can_coerce(TypeRef::plain(from.id), TypeRef::plain(to.id), context)
                        && !(from.id.is_builtin() != to.id.is_builtin())
                }
                (true, false) => context == Coercion::Assignment && is_string(to.id),
                _ => false,
            };
        }
        if !from.id.is_builtin() || !to.id.is_builtin() {
            return context == Coercion::Assignment && is_string(to.id);
        }
        coerce_builtin(from.id.oid(), to.id.oid(), context)
    }

    /// Whether a foreign key of type `from` can refer to a key of type `to`.
    pub(crate) fn can_reference(&self, from: TypeRef, to: TypeRef) -> bool {
        let (from, to) = (self.base_type(from), self.base_type(to));
        let together = |family: &[u32]| {
            !from.array && !to.array && family.contains(&from.id.oid()) && family.contains(&to.id.oid())
        };
        from.same_type(to)
            || together(&[oid::INT2, oid::INT4, oid::INT8])
            || together(&[oid::FLOAT4, oid::FLOAT8])
            || together(&[oid::TEXT, oid::VARCHAR, 19])
            || together(&TIMES)
            || self.can_coerce(from, to, Coercion::Implicit)
    }
}

fn is_string(id: ObjectId) -> bool {
    id.is_builtin() && types::by_oid(id.oid()).is_some_and(|found| found.category == 'S')
}

fn coerce_builtin(from: u32, to: u32, context: Coercion) -> bool {
    let rank = |family: &[u32], oid: u32| family.iter().position(|member| *member == oid);
    let assignment = context == Coercion::Assignment;
    for (family, both_ways) in [(&NUMBERS[..], assignment), (&STRINGS[..], true), (&TIMES[..], assignment)] {
        if let (Some(from), Some(to)) = (rank(family, from), rank(family, to)) {
            return both_ways || from < to;
        }
    }
    assignment && types::by_oid(to).is_some_and(|found| found.category == 'S')
        || matches!(
            (from, to),
            (oid::TIMESTAMP | oid::TIMESTAMPTZ, oid::TIME)
                | (oid::TIMESTAMPTZ, oid::TIMETZ)
                | (114, oid::JSONB)
                | (oid::JSONB, 114)
        ) && assignment
        || matches!(
            (from, to),
            (oid::TIME, oid::INTERVAL | oid::TIMETZ) | (oid::BIT, oid::VARBIT) | (oid::VARBIT, oid::BIT)
        )
}
