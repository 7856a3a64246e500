//! Which of several functions or operators a call means: the server's `func_match_argtypes` and `func_select_candidate`.

use super::binder::Type;
use super::coerce::Coercion;
use super::facts::{bare, category, oid_of};
use super::polymorphic;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::TypeRef;
use crate::postgres::replay::session::Session;

/// The outcome of a choice among signatures.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// That one, by index.
    One(usize),
    /// It depends on types that are not known: one of these.
    Open(Vec<usize>),
    /// Several are equally good.
    Ambiguous,
    /// None fits.
    None,
}

/// Chooses among signatures that are at least as long as the arguments.
pub(super) fn choose(session: &Session, signatures: &[&[TypeRef]], arguments: &[Type]) -> Choice {
    let mut left: Vec<usize> =
        (0..signatures.len()).filter(|index| fits(session, signatures[*index], arguments)).collect();
    match left.as_slice() {
        [] => return Choice::None,
        [only] => return Choice::One(*only),
        _ => {}
    }
    let Some(known) = arguments.iter().map(|type_ref| type_ref.map(bare)).collect::<Option<Vec<TypeRef>>>() else {
        return Choice::Open(left);
    };
    let is_unknown = |type_ref: TypeRef| oid_of(type_ref) == oid::UNKNOWN;
    let bases: Vec<TypeRef> = known.iter().map(|type_ref| bare(session.base_type(*type_ref))).collect();
    left = most(left, |index| {
        count(&bases, signatures[index], |base, declared| !is_unknown(base) && base.same_type(declared))
    });
    if let [only] = left.as_slice() {
        return Choice::One(*only);
    }
    left = most(left, |index| {
        count(&bases, signatures[index], |base, declared| {
            !is_unknown(base) && (base.same_type(declared) || is_preferred(session, base, declared))
        })
    });
    if let [only] = left.as_slice() {
        return Choice::One(*only);
    }
    if !bases.iter().any(|base| is_unknown(*base)) {
        return Choice::Ambiguous;
    }
    left = by_category(session, left, signatures, &bases);
    if let [only] = left.as_slice() {
        return Choice::One(*only);
    }
    one_known_type(session, &left, signatures, &bases).map_or(Choice::Ambiguous, Choice::One)
}

/// All arguments can become what the signature wants, without being asked to.
pub(super) fn fits(session: &Session, signature: &[TypeRef], arguments: &[Type]) -> bool {
    let each = signature.iter().zip(arguments).all(|(declared, argument)| {
        argument.is_none_or(|argument| session.can_coerce(bare(argument), *declared, Coercion::Implicit))
    });
    each && polymorphic::consistent(session, signature, arguments)
}

fn count(bases: &[TypeRef], signature: &[TypeRef], matches: impl Fn(TypeRef, TypeRef) -> bool) -> usize {
    bases.iter().zip(signature).filter(|(base, declared)| matches(**base, **declared)).count()
}

fn is_preferred(session: &Session, base: TypeRef, declared: TypeRef) -> bool {
    let (category, preferred) = session.type_category(declared);
    preferred && category == session.type_category(base).0
}

/// Those with the highest score.
fn most(candidates: Vec<usize>, score: impl Fn(usize) -> usize) -> Vec<usize> {
    let scored: Vec<(usize, usize)> = candidates.into_iter().map(|index| (score(index), index)).collect();
    let best = scored.iter().map(|(score, _)| *score).max().unwrap_or(0);
    scored.into_iter().filter(|(score, _)| *score == best).map(|(_, index)| index).collect()
}

/// Untyped literals go to the category that all candidates agree on, strings first; all candidates are kept where that leaves none.
fn by_category(session: &Session, left: Vec<usize>, signatures: &[&[TypeRef]], bases: &[TypeRef]) -> Vec<usize> {
    let mut slots = Vec::new();
    for position in (0..bases.len()).filter(|position| oid_of(bases[*position]) == oid::UNKNOWN) {
        let declared = left.iter().map(|index| session.type_category(signatures[*index][position]));
        match slot(declared) {
            Some((category, preferred)) => slots.push((position, category, preferred)),
            None => return left,
        }
    }
    let keeps = |index: &usize| {
        slots.iter().all(|(position, wanted, has_preferred)| {
            let (category, preferred) = session.type_category(signatures[*index][*position]);
            category == *wanted && (preferred || !has_preferred)
        })
    };
    let kept: Vec<usize> = left.iter().copied().filter(keeps).collect();
    if kept.is_empty() { left } else { kept }
}

/// The category of one argument over all candidates, and whether a preferred type is among them; `None` where they disagree.
fn slot(declared: impl Iterator<Item = (char, bool)>) -> Option<(char, bool)> {
    let mut agreed: Option<(char, bool)> = None;
    let mut conflict = false;
    for (category, preferred) in declared {
        match &mut agreed {
            None => agreed = Some((category, preferred)),
            Some((slot, has_preferred)) if *slot == category => *has_preferred |= preferred,
            Some(slot) if category == category::STRING => *slot = (category, preferred),
            Some(_) => conflict = true,
        }
    }
    agreed.filter(|(category, _)| !conflict || *category == category::STRING)
}

/// Where all known arguments have one type, the literals are taken to have it too.
fn one_known_type(session: &Session, left: &[usize], signatures: &[&[TypeRef]], bases: &[TypeRef]) -> Option<usize> {
    let mut known = bases.iter().filter(|base| oid_of(**base) != oid::UNKNOWN);
    let first = *known.next()?;
    if !known.all(|base| base.same_type(first)) {
        return None;
    }
    let assumed = vec![Some(first); bases.len()];
    let mut fitting = left.iter().copied().filter(|index| fits(session, signatures[*index], &assumed));
    let only = fitting.next()?;
    fitting.next().is_none().then_some(only)
}
