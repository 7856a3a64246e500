//! Arrays taken apart and changed: what `FOREACH` goes over, and `a[i] := v`.

use super::array::Array;
use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use crate::postgres::catalog::{TypeRef, Value};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use std::sync::Arc;

/// A subscript further away than this from the members that there are is left to the server.
const FARTHEST: i64 = 100_000;

impl Session {
    /// The members of an array in the order in which they are kept; with `slice`, the parts of it that have so many dimensions.
    pub(in crate::postgres::replay) fn array_parts(
        &self,
        value: &Value,
        type_ref: TypeRef,
        slice: usize,
    ) -> Result<Vec<Value>, Refusal> {
        let evaluator = Evaluator { session: self };
        let array = evaluator.value_of(value, Some(&evaluator.kind(type_ref)))?;
        let Datum::Array(parts) = &array.datum else { return Err(undecided("an array")) };
        let element = array.kind.element().ok_or_else(|| undecided("an array"))?;
        let dimensions = parts.bounds.len();
        if slice > dimensions {
            let message = format!("slice dimension ({slice}) is out of the valid range 0..{dimensions}");
            return Err(Failure::new("2202E", message).into());
        }
        let bounds = &parts.bounds[dimensions - slice..];
        let size = bounds.iter().map(|(_, length)| length).product::<usize>().max(1);
        let array_kind = array.kind.clone();
        let part = |members: &[Datum]| {
            let typed = match members {
                [only] if slice == 0 => Typed::new(only.clone(), element),
                _ => {
                    let array = Array { bounds: bounds.to_vec(), members: members.to_vec() };
                    Typed::new(Datum::Array(Arc::new(array)), &array_kind)
                }
            };
            evaluator.carried(&typed).ok_or_else(|| undecided("a member of an array"))
        };
        parts.members.chunks(size).map(part).collect()
    }

    /// An array with another member at some subscripts, one for each dimension. An array of one dimension grows where it must.
    pub(in crate::postgres::replay) fn with_element(
        &self,
        value: &Value,
        type_ref: TypeRef,
        places: &[i64],
        member: &Value,
    ) -> Result<Value, Refusal> {
        let evaluator = Evaluator { session: self };
        let kind = evaluator.kind(type_ref);
        let element = kind.element().ok_or_else(|| undecided("an array"))?;
        let member = evaluator.value_of(member, Some(element))?.datum;
        let mut array = match evaluator.value_of(value, Some(&kind))?.datum {
            Datum::Array(array) => array.as_ref().clone(),
            Datum::Null => Array::default(),
            _ => return Err(undecided("an array")),
        };
        array.set(places, member)?;
        let changed = Typed::new(Datum::Array(Arc::new(array)), &kind);
        evaluator.carried(&changed).ok_or_else(|| undecided("an array"))
    }
}

impl Array {
    fn set(&mut self, places: &[i64], member: Datum) -> Result<(), Refusal> {
        if self.bounds.is_empty() {
            let lower = |place: &i64| i32::try_from(*place).map_err(|_| undecided("a subscript"));
            self.bounds = places.iter().map(|place| Ok((lower(place)?, 1))).collect::<Result<_, Refusal>>()?;
            self.members = vec![member];
            return Ok(());
        }
        if self.bounds.len() != places.len() {
            return Err(Failure::new("2202E", "wrong number of array subscripts").into());
        }
        if let ([place], [(lower, length)]) = (places, self.bounds.as_slice()) {
            self.reach(*place, i64::from(*lower), *length)?;
        }
        let Some(slot) = self.at_mut(places) else {
            return Err(Failure::new("2202E", "array subscript out of range").into());
        };
        *slot = member;
        Ok(())
    }

    /// Makes a list long enough for a place, with `NULL`s in between.
    fn reach(&mut self, place: i64, lower: i64, length: usize) -> Result<(), Refusal> {
        let in_front = lower.saturating_sub(place).max(0);
        let behind = place.saturating_sub(lower).saturating_add(1) - i64::try_from(length).unwrap_or(i64::MAX);
        if in_front > FARTHEST || behind > FARTHEST {
            return Err(undecided("a subscript"));
        }
        let nulls = |count: i64| std::iter::repeat_n(Datum::Null, usize::try_from(count).unwrap_or(0));
        self.members.splice(0..0, nulls(in_front));
        self.members.extend(nulls(behind));
        let lower = i32::try_from(lower - in_front).map_err(|_| undecided("a subscript"))?;
        self.bounds = vec![(lower, self.members.len())];
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(members: &[i64]) -> Array {
        Array::list(members.iter().map(|member| Datum::from(*member)).collect())
    }

    #[test]
    fn a_list_grows_on_both_sides() {
        let mut list = numbered(&[1]);
        list.set(&[3], Datum::from(3)).expect("it grows");
        list.set(&[0], Datum::from(0)).expect("it grows");
        assert_eq!(list.bounds, [(0, 4)]);
        assert_eq!(list.members, [Datum::from(0), Datum::from(1), Datum::Null, Datum::from(3)]);
    }

    #[test]
    fn more_dimensions_do_not_grow() {
        let mut table = Array::nested(&[&numbered(&[1, 2]), &numbered(&[3, 4])]).expect("they have one shape");
        table.set(&[2, 1], Datum::from(9)).expect("it is there");
        assert_eq!(table.at(&[2, 1]), Some(&Datum::from(9)));
        assert!(table.set(&[3, 1], Datum::Null).is_err() && table.set(&[1], Datum::Null).is_err());
    }
}
