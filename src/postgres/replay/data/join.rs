//! Joins of rows that are there.

use super::evaluate::{Evaluator, undecided};
use super::from::Joined;
use super::scope::{Scope, Source};
use crate::postgres::ast::{Expr, ExprKind, Ident, JoinConstraint, JoinKind, Name};
use crate::run::Refusal;
use crate::source::Span;

/// More combinations of rows than this are left to the server.
const MOST_TUPLES: usize = 1_000_000;

impl Evaluator<'_> {
    /// Combines the rows of two sides.
    pub(super) fn combine(
        self,
        left: Joined,
        right: Joined,
        kind: JoinKind,
        constraint: &JoinConstraint,
        scope: &Scope<'_>,
    ) -> Result<Joined, Refusal> {
        if left.tuples.len().saturating_mul(right.tuples.len()) > MOST_TUPLES {
            return Err(Refusal::Undecided("it joins more rows than are evaluated".into()));
        }
        let split = left.leaves.len();
        let merged = merged_columns(&left, &right, constraint);
        if !merged.is_empty() && matches!(kind, JoinKind::Right | JoinKind::Full) {
            return Err(undecided("a join that merges columns"));
        }
        let alone = left.leaves.is_empty() || right.leaves.is_empty();
        let star = merged_star(&left, &right, &merged).ok_or_else(|| undecided("a join that merges columns"))?;
        let (lefts, rights) = (left.tuples, right.tuples);
        let mut joined = Joined {
            leaves: left.leaves.into_iter().chain(right.leaves).collect(),
            tuples: Vec::new(),
            star,
            empty: None,
            ordered: left.ordered && right.ordered && alone,
        };
        let width = joined.leaves.len();
        let mut right_matched = vec![false; rights.len()];
        for one in &lefts {
            let mut matched = false;
            for (other, right_matched) in rights.iter().zip(&mut right_matched) {
                let tuple: Vec<Option<usize>> = one.iter().chain(other).copied().collect();
                if self.joins(constraint, &merged, &joined.scope(&tuple, scope), split)? {
                    joined.tuples.push(tuple);
                    matched = true;
                    *right_matched = true;
                }
            }
            if !matched && matches!(kind, JoinKind::Left | JoinKind::Full) {
                let mut tuple = one.clone();
                tuple.resize(width, None);
                joined.tuples.push(tuple);
            }
        }
        if matches!(kind, JoinKind::Right | JoinKind::Full) {
            for (other, _) in rights.iter().zip(&right_matched).filter(|(_, matched)| !**matched) {
                let missing = std::iter::repeat_n(None, split);
                joined.tuples.push(missing.chain(other.iter().copied()).collect());
            }
        }
        Ok(joined)
    }

    /// Whether two rows, side by side in the scope, belong together.
    fn joins(
        self,
        constraint: &JoinConstraint,
        merged: &[Name],
        scope: &Scope<'_>,
        split: usize,
    ) -> Result<bool, Refusal> {
        if let JoinConstraint::On(condition) = constraint {
            return self.holds(condition, scope);
        }
        for column in merged {
            if !self.equal_columns(column, scope, split)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether both sides of a join have the same value in a column.
    fn equal_columns(self, column: &Name, scope: &Scope<'_>, split: usize) -> Result<bool, Refusal> {
        let part = |sources: &[Source<'_>]| {
            let side = Scope { sources: sources.to_vec(), ..Scope::default() };
            let ident = Ident { name: column.clone(), span: Span::default() };
            let column = Expr { kind: ExprKind::Column(vec![ident]), span: Span::default() };
            self.evaluate(&column, &side)
        };
        let (left, right) = (part(&scope.sources[..split])?, part(&scope.sources[split..])?);
        Ok(self.compare("=", &left, &right)? == Some(true))
    }
}

/// The columns that a join makes one of.
fn merged_columns(left: &Joined, right: &Joined, constraint: &JoinConstraint) -> Vec<Name> {
    let name = |joined: &Joined, (leaf, place): (usize, usize)| joined.leaves[leaf].fields[place].name.clone();
    match constraint {
        JoinConstraint::Using(columns) => columns.iter().map(|column| column.name.clone()).collect(),
        JoinConstraint::Natural => {
            let rights: Vec<Name> = right.star.iter().map(|place| name(right, *place)).collect();
            left.star.iter().map(|place| name(left, *place)).filter(|name| rights.contains(name)).collect()
        }
        JoinConstraint::None | JoinConstraint::On(_) => Vec::new(),
    }
}

/// What `*` stands for in a join: the merged columns, then the others of the left side, then those of the right.
fn merged_star(left: &Joined, right: &Joined, merged: &[Name]) -> Option<Vec<(usize, usize)>> {
    let split = left.leaves.len();
    let name = |joined: &Joined, (leaf, place): (usize, usize)| joined.leaves[leaf].fields[place].name.clone();
    let firsts = merged.iter().map(|column| left.star.iter().copied().find(|place| name(left, *place) == *column));
    let mut star = firsts.collect::<Option<Vec<_>>>()?;
    star.extend(left.star.iter().copied().filter(|place| !merged.contains(&name(left, *place))));
    let rights = right.star.iter().copied().filter(|place| !merged.contains(&name(right, *place)));
    star.extend(rights.map(|(leaf, place)| (leaf + split, place)));
    Some(star)
}
