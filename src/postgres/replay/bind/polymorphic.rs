//! Polymorphic types: `anyelement`, `anyarray`, `anycompatible` and their kin.

use super::coerce::Coercion;
use super::common::common_type;
use super::facts::{array_of, bare, is_polymorphic, oid_of};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::TypeRef;
use crate::postgres::replay::session::Session;

/// What the polymorphic arguments of a call stand for.
#[derive(Debug, Default, Clone, Copy)]
struct Family {
    element: Option<TypeRef>,
    array: Option<TypeRef>,
    range: Option<TypeRef>,
    multirange: Option<TypeRef>,
}

/// One value for one polymorphic argument, whatever the others are.
pub(super) fn accepts(session: &Session, from: TypeRef, to: TypeRef) -> bool {
    if oid_of(from) == oid::UNKNOWN {
        return true;
    }
    let base = session.base_type(from);
    match oid_of(to) {
        oid::ANYARRAY | oid::ANYCOMPATIBLEARRAY => base.array || oid_of(base) == oid::ANYARRAY || is_vector(base),
        oid::ANYNONARRAY | oid::ANYCOMPATIBLENONARRAY => !base.array,
        oid::ANYENUM => session.is_enum(base),
        oid::ANYRANGE | oid::ANYCOMPATIBLERANGE => session.subtype_of_range(base).is_some(),
        oid::ANYMULTIRANGE | oid::ANYCOMPATIBLEMULTIRANGE => session.multirange_range(base).is_some(),
        _ => true,
    }
}

/// `int2vector` and `oidvector` pass as arrays.
fn is_vector(type_ref: TypeRef) -> bool {
    matches!(oid_of(type_ref), oid::INT2VECTOR | oid::OIDVECTOR)
}

fn element(session: &Session, array: TypeRef) -> Option<TypeRef> {
    match oid_of(array) {
        oid::INT2VECTOR => Some(TypeRef::builtin(oid::INT2)),
        oid::OIDVECTOR => Some(TypeRef::builtin(oid::OID)),
        _ => Session::element_type(session.base_type(array)),
    }
}

/// Whether the actual types fit the declared ones together. `None` among the actual types fits anything.
pub(super) fn consistent(session: &Session, declared: &[TypeRef], actual: &[Option<TypeRef>]) -> bool {
    exact_family(session, declared, actual).is_some() && compatible_family(session, declared, actual).is_some()
}

/// The declared types with what the actual ones make of the polymorphic ones; `None` where that cannot be told.
pub(super) fn resolve(
    session: &Session,
    declared: &[TypeRef],
    actual: &[Option<TypeRef>],
    result: TypeRef,
) -> Option<TypeRef> {
    if !is_polymorphic(result) {
        return Some(result);
    }
    if is_compatible(result) {
        compatible_family(session, declared, actual)?.member(result)
    } else {
        exact_family(session, declared, actual)?.member(result)
    }
}

/// A polymorphic type of the family in which all elements must be the same type.
pub(super) fn is_exact(type_ref: TypeRef) -> bool {
    is_polymorphic(type_ref) && !is_compatible(type_ref)
}

fn is_compatible(type_ref: TypeRef) -> bool {
    matches!(
        oid_of(type_ref),
        oid::ANYCOMPATIBLE
            | oid::ANYCOMPATIBLEARRAY
            | oid::ANYCOMPATIBLENONARRAY
            | oid::ANYCOMPATIBLERANGE
            | oid::ANYCOMPATIBLEMULTIRANGE
    )
}

impl Family {
    /// The type that a polymorphic one stands for.
    fn member(self, polymorphic: TypeRef) -> Option<TypeRef> {
        match oid_of(polymorphic) {
            oid::ANYARRAY | oid::ANYCOMPATIBLEARRAY => {
                self.array.or_else(|| self.element.filter(|element| !element.array).map(array_of))
            }
            oid::ANYRANGE | oid::ANYCOMPATIBLERANGE => self.range,
            oid::ANYMULTIRANGE | oid::ANYCOMPATIBLEMULTIRANGE => {
                self.multirange.or_else(|| self.range.and_then(Session::range_multirange))
            }
            _ => self.element,
        }
    }
}

/// Sets what is not set yet; false where it is set to something else.
fn agree(slot: &mut Option<TypeRef>, type_ref: TypeRef) -> bool {
    *slot.get_or_insert(type_ref) == type_ref
}

/// The family in which all elements must be the same type. `None` where they are not.
fn exact_family(session: &Session, declared: &[TypeRef], actual: &[Option<TypeRef>]) -> Option<Family> {
    let mut family = Family::default();
    let (mut scalar, mut enum_wanted) = (false, false);
    for (declared, actual) in declared.iter().zip(actual) {
        let Some(actual) = actual.map(bare).filter(|actual| oid_of(*actual) != oid::UNKNOWN) else { continue };
        if !is_exact(*declared) {
            continue;
        }
        if !accepts(session, actual, *declared) {
            return None;
        }
        let fits = match oid_of(*declared) {
            oid::ANYARRAY => agree(&mut family.array, session.base_type(actual)),
            oid::ANYRANGE => agree(&mut family.range, session.base_type(actual)),
            oid::ANYMULTIRANGE => agree(&mut family.multirange, session.base_type(actual)),
            other => {
                scalar |= other == oid::ANYNONARRAY;
                enum_wanted |= other == oid::ANYENUM;
                agree(&mut family.element, actual)
            }
        };
        if !fits {
            return None;
        }
    }
    complete(session, &mut family)?;
    let wrong = family.element.is_some_and(|element| {
        (scalar && session.base_type(element).array) || (enum_wanted && !session.is_enum(element))
    });
    (!wrong).then_some(family)
}

/// What arrays, ranges and multiranges say about the element.
fn complete(session: &Session, family: &mut Family) -> Option<()> {
    if let Some(multirange) = family.multirange {
        let range = session.multirange_range(multirange)?;
        agree(&mut family.range, range).then_some(())?;
    }
    if let Some(range) = family.range {
        agree(&mut family.element, session.subtype_of_range(range)?).then_some(())?;
    }
    if let Some(array) = family.array
        && let Some(element) = element(session, array)
    {
        agree(&mut family.element, element).then_some(())?;
    }
    Some(())
}

/// The family in which the elements need only have a common type. `None` where they have none.
fn compatible_family(session: &Session, declared: &[TypeRef], actual: &[Option<TypeRef>]) -> Option<Family> {
    let mut family = Family::default();
    let (mut elements, mut open, mut any) = (Vec::new(), false, false);
    for (declared, actual) in declared.iter().zip(actual).filter(|(declared, _)| is_compatible(**declared)) {
        any = true;
        let Some(actual) = actual.map(bare) else {
            open = true;
            continue;
        };
        if oid_of(actual) == oid::UNKNOWN {
            continue;
        }
        if !accepts(session, actual, *declared) {
            return None;
        }
        match oid_of(*declared) {
            oid::ANYCOMPATIBLEARRAY => elements.extend(element(session, actual)),
            oid::ANYCOMPATIBLERANGE => {
                agree(&mut family.range, session.base_type(actual)).then_some(())?;
            }
            oid::ANYCOMPATIBLEMULTIRANGE => {
                agree(&mut family.multirange, session.base_type(actual)).then_some(())?;
            }
            _ => elements.push(actual),
        }
    }
    if open || !any {
        return Some(family);
    }
    complete(session, &mut family)?;
    if let Some(fixed) = family.element {
        let fits = elements.iter().all(|element| session.can_coerce(*element, fixed, Coercion::Implicit));
        return fits.then_some(family);
    }
    let candidates: Vec<Option<TypeRef>> = elements.into_iter().map(Some).collect();
    family.element = Some(if candidates.is_empty() {
        TypeRef::builtin(oid::TEXT)
    } else {
        common_type(session, &candidates).ok()??
    });
    Some(family)
}
