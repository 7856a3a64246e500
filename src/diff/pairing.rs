//! Finding what belongs together.

use std::collections::{BTreeMap, VecDeque};

/// A thing of the left side and the one on the right that belongs to it, or one that is alone.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pair<'l, 'r, L, R = L> {
    Both(&'l L, &'r R),
    Left(&'l L),
    Right(&'r R),
}

/// Pairs what has the same key: in the order of the left side, then what only the right one has. Several of the same key go in their order.
pub(super) fn pair<'l, 'r, L, R, K: Ord>(
    left: &'l [L],
    right: &'r [R],
    left_key: impl Fn(&L) -> K,
    right_key: impl Fn(&R) -> K,
) -> Vec<Pair<'l, 'r, L, R>> {
    let mut waiting: BTreeMap<K, VecDeque<usize>> = BTreeMap::new();
    for (at, one) in right.iter().enumerate() {
        waiting.entry(right_key(one)).or_default().push_back(at);
    }
    let mut pairs: Vec<Pair<'l, 'r, L, R>> = Vec::with_capacity(left.len());
    for one in left {
        let other = waiting.get_mut(&left_key(one)).and_then(VecDeque::pop_front);
        pairs.push(other.map_or(Pair::Left(one), |at| Pair::Both(one, &right[at])));
    }
    let mut alone: Vec<usize> = waiting.into_values().flatten().collect();
    alone.sort_unstable();
    pairs.extend(alone.into_iter().map(|at| Pair::Right(&right[at])));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_left_order_goes_first() {
        let pairs = pair(&["b", "A", "a"], &["x", "a", "B"], |one| one.to_lowercase(), |one| one.to_lowercase());
        let expected = [Pair::Both(&"b", &"B"), Pair::Both(&"A", &"a"), Pair::Left(&"a"), Pair::Right(&"x")];
        assert_eq!(pairs, expected);
    }
}
