//! `UNION`, `INTERSECT`, `EXCEPT`, and common table expressions, recursive ones among them.

use super::datum::Datum;
use super::evaluate::Evaluator;
use super::functions::sets::MOST_ROWS;
use super::order::{SameDatum, deduplicated};
use super::scope::Scope;
use super::select::{Cell, Record, Selected};
use super::walk::{self, Node};
use crate::postgres::ast::{Cte, Query, QueryBody, SetOperator, Statement};
use crate::run::{Effect, Refusal};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Rounds of a recursive query beyond which it is left to the server.
const MOST_ROUNDS: usize = 10_000;

impl Evaluator<'_> {
    /// Adds common table expressions to a scope.
    pub(super) fn with_ctes(self, ctes: &[Cte], recursive: bool, scope: &mut Scope<'_>) {
        for cte in ctes {
            let rows = self.common_table(cte, recursive, scope);
            scope.ctes.insert(0, (cte.name.name.clone(), Rc::new(rows)));
        }
    }

    fn common_table(self, cte: &Cte, recursive: bool, scope: &Scope<'_>) -> Result<Selected, Refusal> {
        let mut rows = match &*cte.statement {
            Statement::Query(inner) if recursive && mentions(inner, &cte.name.name) => {
                self.recursive(cte, inner, scope)?
            }
            Statement::Query(inner) => self.select(inner, scope)?.settled(),
            Statement::Update(update) => nothing_written(self.session.update_effect(update)?)?,
            Statement::Delete(delete) => nothing_written(self.session.delete_effect(delete)?)?,
            _ => return Err(Refusal::Undecided("it has a data-modifying common table expression".into())),
        };
        rename(&mut rows, cte);
        Ok(rows)
    }

    /// A recursive query starts from its first part, and goes on with what the last round gave until that is nothing.
    fn recursive(self, cte: &Cte, query: &Query, scope: &Scope<'_>) -> Result<Selected, Refusal> {
        let unread = || Refusal::Undecided("a recursive query is not evaluated".into());
        let QueryBody::SetOperation { operator: SetOperator::Union, all, left, right } = &query.body else {
            return Err(unread());
        };
        if !query.with.is_empty() || !query.order_by.is_empty() || query.limit.is_some() || query.offset.is_some() {
            return Err(unread());
        }
        let mut total = self.body(left, &scope.inner())?.settled();
        rename(&mut total, cte);
        let mut seen = HashSet::new();
        if !all {
            total.records = self.unseen(std::mem::take(&mut total.records), &total, &mut seen)?;
        }
        let mut last = total.clone();
        for _ in 0..MOST_ROUNDS {
            if last.is_empty() {
                total.ordered = total.records.len() < 2;
                return Ok(total);
            }
            let mut inner = scope.inner();
            inner.ctes.insert(0, (cte.name.name.clone(), Rc::new(Ok(last))));
            let next = self.body(right, &inner)?.settled();
            let mut records = self.as_columns(next, &total)?;
            if !all {
                records = self.unseen(records, &total, &mut seen)?;
            }
            total.records.extend(records.iter().cloned());
            if total.records.len() > MOST_ROWS {
                break;
            }
            last = Selected { fields: total.fields.clone(), records, empty: None, ordered: false };
        }
        Err(Refusal::Undecided("a recursive query gives more rows than are evaluated".into()))
    }

    /// The rows of a round as those of the first part.
    fn as_columns(self, round: Selected, first: &Selected) -> Result<Vec<Record>, Refusal> {
        let mut records = Vec::with_capacity(round.records.len());
        for record in round.records {
            let cells = record.into_iter().zip(round.fields.iter().zip(&first.fields));
            let cells = cells.map(|(value, (from, to))| match (&from.kind, &to.kind) {
                (Some(from), Some(to)) if from != to => self.recast(&value, from, to),
                _ => Ok(value),
            });
            records.push(cells.collect::<Result<Record, _>>()?);
        }
        Ok(records)
    }

    fn unseen(
        self,
        records: Vec<Record>,
        like: &Selected,
        seen: &mut HashSet<SameDatum>,
    ) -> Result<Vec<Record>, Refusal> {
        let mut kept = Vec::new();
        for record in records {
            if seen.insert(SameDatum(self.comparable(&record, &like.fields)?)) {
                kept.push(record);
            }
        }
        Ok(kept)
    }

    pub(super) fn set_operation(
        self,
        operator: SetOperator,
        all: bool,
        left: Result<Selected, Refusal>,
        right: Result<Selected, Refusal>,
    ) -> Result<Selected, Refusal> {
        match (operator, &left, &right) {
            (SetOperator::Intersect, _, Ok(none)) if none.is_empty() => return right,
            (SetOperator::Intersect | SetOperator::Except, Ok(none), _) if none.is_empty() => return left,
            _ => {}
        }
        let (left, right) = (left?, right?);
        if operator == SetOperator::Union && right.is_empty() && left.is_empty() {
            return Ok(left);
        }
        let (count, ordered) = (left.records.len(), left.ordered && right.ordered);
        let both = self.stacked(left, right)?;
        let fields = both.fields;
        if operator == SetOperator::Union && all {
            return Ok(Selected { fields, records: both.records, empty: None, ordered });
        }
        let mut keys =
            both.records.iter().map(|record| self.comparable(record, &fields)).collect::<Result<Vec<_>, _>>()?;
        let mut records = both.records;
        let (right_records, right_keys) = (records.split_off(count), keys.split_off(count));
        let kept: Vec<Record> = if operator == SetOperator::Union {
            let all = records.into_iter().chain(right_records);
            deduplicated(all.zip(keys.into_iter().chain(right_keys)))
        } else {
            matched(operator, all, records.into_iter().zip(keys), right_keys)
        };
        let empty = kept.is_empty().then(|| "no row is left".to_owned());
        let ordered = kept.len() < 2;
        Ok(Selected { fields, records: kept, empty, ordered })
    }

    /// The rows of both, with the types that their columns have in common.
    fn stacked(self, left: Selected, right: Selected) -> Result<Selected, Refusal> {
        let kinds: Vec<_> =
            [&left, &right].map(|side| side.fields.iter().map(|field| field.kind.clone()).collect::<Vec<_>>()).into();
        let cells = |records: Vec<Record>, kinds: &[Option<std::sync::Arc<super::kind::Kind>>]| -> Vec<Vec<Cell>> {
            records.into_iter().map(|record| record.into_iter().zip(kinds.iter().cloned()).collect()).collect()
        };
        let mut all = cells(left.records, &kinds[0]);
        all.extend(cells(right.records, &kinds[1]));
        self.unified(left.fields, &all)
    }
}

/// `INTERSECT` and `EXCEPT`: with `ALL`, each row of the right side stands for one of the left.
fn matched(
    operator: SetOperator,
    all: bool,
    left: impl Iterator<Item = (Record, Vec<Datum>)>,
    right: Vec<Vec<Datum>>,
) -> Vec<Record> {
    let mut counts: HashMap<SameDatum, usize> = HashMap::new();
    for key in right {
        *counts.entry(SameDatum(key)).or_default() += 1;
    }
    let wanted = operator == SetOperator::Intersect;
    let mut kept = Vec::new();
    for (record, key) in left {
        let key = SameDatum(key);
        let found = counts.get(&key).is_some_and(|count| *count > 0);
        if found && all {
            counts.entry(key.clone()).and_modify(|count| *count -= 1);
        }
        if found == wanted {
            kept.push((record, key.0));
        }
    }
    if all { kept.into_iter().map(|(record, _)| record).collect() } else { deduplicated(kept.into_iter()) }
}

fn rename(rows: &mut Selected, cte: &Cte) {
    for (field, name) in rows.fields.iter_mut().zip(&cte.columns) {
        field.name = name.name.clone();
    }
}

fn nothing_written(effect: Effect) -> Result<Selected, Refusal> {
    match effect {
        Effect::Noop(reason) => Ok(Selected::nothing(reason)),
        Effect::Applied => Err(Refusal::Undecided("it has a data-modifying common table expression".into())),
    }
}

fn mentions(query: &Query, name: &str) -> bool {
    let mut found = false;
    walk::query(query, &mut |node| {
        found |= matches!(node, Node::Relation(relation) if relation.parts.len() == 1 && relation.name() == name);
        true
    });
    found
}
