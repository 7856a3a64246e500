//! The common type of the branches of `CASE`, the elements of an array, the sides of a `UNION`: the server's `select_common_type`.

use super::coerce::Coercion;
use super::facts::{bare, oid_of};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::TypeRef;
use crate::postgres::replay::session::Session;

/// Two types that have none in common: the one settled on so far, and the index of the one that does not fit it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mismatch {
    pub settled: TypeRef,
    pub index: usize,
    pub other: TypeRef,
}

/// The common type, `None` where one of the types is not known. All untyped literals make text.
pub(super) fn common_type(session: &Session, types: &[Option<TypeRef>]) -> Result<Option<TypeRef>, Mismatch> {
    let Some(known) = types.iter().copied().collect::<Option<Vec<TypeRef>>>() else { return Ok(None) };
    let Some(first) = known.first().copied() else { return Ok(None) };
    if oid_of(first) != oid::UNKNOWN && known.iter().all(|type_ref| type_ref.same_type(first)) {
        let agreed = known.iter().all(|type_ref| type_ref.modifier == first.modifier);
        return Ok(Some(if agreed { first } else { bare(first) }));
    }
    let mut settled = session.base_type(first);
    for (index, other) in known.iter().enumerate().skip(1) {
        settled = settle(session, settled, session.base_type(*other)).ok_or(Mismatch {
            settled,
            index,
            other: session.base_type(*other),
        })?;
    }
    Ok(Some(if oid_of(settled) == oid::UNKNOWN { TypeRef::builtin(oid::TEXT) } else { settled }))
}

/// One step: the type settled on after another one is seen.
fn settle(session: &Session, settled: TypeRef, other: TypeRef) -> Option<TypeRef> {
    let (settled, other) = (bare(settled), bare(other));
    if oid_of(other) == oid::UNKNOWN || other == settled {
        return Some(settled);
    }
    if oid_of(settled) == oid::UNKNOWN {
        return Some(other);
    }
    let (category, preferred) = session.type_category(settled);
    if session.type_category(other).0 != category {
        return None;
    }
    let widens = !preferred
        && session.can_coerce(settled, other, Coercion::Implicit)
        && !session.can_coerce(other, settled, Coercion::Implicit);
    Some(if widens { other } else { settled })
}
