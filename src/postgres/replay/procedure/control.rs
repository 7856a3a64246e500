//! `IF`, `CASE` and loops.

use super::any_order::RowLoop;
use super::block::Flow;
use super::compile::element_of;
use super::rows::read;
use super::run::Interpreter;
use super::variables::Variable;
use crate::postgres::ast::procedure::{Fragment, LoopOver, RowSource, Step, Target};
use crate::postgres::ast::{Expr, ExprKind, Ident, Name, QueryBody, SelectItem};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{TypeRef, Value};
use crate::postgres::replay::data::Answer;
use crate::run::{Failure, Refusal};

/// A loop: its label, and what is repeated.
#[derive(Clone, Copy)]
pub(super) struct Round<'a> {
    label: Option<&'a Ident>,
    body: &'a [Step],
}

impl Interpreter<'_> {
    pub(super) fn branch(&mut self, branches: &[(Fragment, Vec<Step>)], otherwise: &[Step]) -> Result<Flow, Refusal> {
        for (condition, steps) in branches {
            if self.condition(condition)? {
                return self.steps(steps);
            }
        }
        self.steps(otherwise)
    }

    pub(super) fn case(
        &mut self,
        operand: Option<&Fragment>,
        branches: &[(Vec<Fragment>, Vec<Step>)],
        otherwise: Option<&[Step]>,
    ) -> Result<Flow, Refusal> {
        for (values, steps) in branches {
            for value in values {
                let holds = match operand {
                    Some(operand) => self.equals(operand, value)?,
                    None => self.condition(value)?,
                };
                if holds {
                    return self.steps(steps);
                }
            }
        }
        match otherwise {
            Some(steps) => self.steps(steps),
            None => Err(Failure::new("20000", "case not found").into()),
        }
    }

    /// Whether the operand of a `CASE` equals a value of its `WHEN`, as `operand IN (value)` would have it.
    fn equals(&mut self, operand: &Fragment, value: &Fragment) -> Result<bool, Refusal> {
        let (Some(left), Some(right)) = (sole(operand)?, sole(value)?) else {
            return Err(Refusal::Undecided("the operand of CASE is not a single expression".into()));
        };
        let span = value.span;
        let equality = ExprKind::InList { operand: left.clone().into(), list: vec![right.clone()], negated: false };
        let mut query = read(&value.query)?.clone();
        if let QueryBody::Select(select) = &mut query.body {
            select.items = vec![SelectItem::Expr { expr: Expr { kind: equality, span }, alias: None }];
        }
        self.condition(&Fragment { query: Ok(query.into()), span })
    }

    pub(super) fn repeat(&mut self, label: Option<&Ident>, over: &LoopOver, body: &[Step]) -> Result<Flow, Refusal> {
        let round = Round { label, body };
        match over {
            LoopOver::Forever => loop {
                if let Some(flow) = self.round(round)? {
                    return Ok(flow);
                }
            },
            LoopOver::While(condition) => {
                while self.condition(condition)? {
                    if let Some(flow) = self.round(round)? {
                        return Ok(flow);
                    }
                }
                Ok(Flow::On)
            }
            LoopOver::Range { variable, reverse, from, to, step } => {
                let bounds = self.bounds(from, to, step.as_ref())?;
                self.over_range(variable, *reverse, bounds, round)
            }
            LoopOver::Rows { targets, source: RowSource::Cursor(cursor, arguments) } => {
                self.over_cursor(targets, cursor, arguments, round)
            }
            LoopOver::Rows { targets, source } => {
                let answer = self.source(source)?;
                self.over_rows(targets, &answer, round)
            }
            LoopOver::Array { targets, slice, array } => self.over_array(targets, *slice, array, round),
        }
    }

    /// One round; where it leads, if that is out of the loop.
    fn round(&mut self, round: Round<'_>) -> Result<Option<Flow>, Refusal> {
        self.count_step()?;
        let own = |name: &Name| round.label.is_some_and(|label| label.name == *name);
        Ok(match self.steps(round.body)? {
            Flow::On | Flow::Continue(None) => None,
            Flow::Continue(Some(label)) if own(&label) => None,
            Flow::Exit(None) => Some(Flow::On),
            Flow::Exit(Some(label)) if own(&label) => Some(Flow::On),
            flow => Some(flow),
        })
    }

    /// The first number, the last, and the step.
    fn bounds(&mut self, from: &Fragment, to: &Fragment, step: Option<&Fragment>) -> Result<(i32, i32, i32), Refusal> {
        let null = |what: &str| Refusal::from(Failure::new("22004", format!("{what} of FOR loop cannot be null")));
        let first = self.integer(from)?.ok_or_else(|| null("lower bound"))?;
        let last = self.integer(to)?.ok_or_else(|| null("upper bound"))?;
        let step = match step {
            Some(step) => self.integer(step)?.ok_or_else(|| null("BY value"))?,
            None => 1,
        };
        if step <= 0 {
            return Err(Failure::new("22023", "BY value of FOR loop must be greater than zero").into());
        }
        Ok((first, last, step))
    }

    /// `FOR i IN …`: the variable is the loop's own.
    fn over_range(
        &mut self,
        variable: &Ident,
        reverse: bool,
        (first, last, step): (i32, i32, i32),
        round: Round<'_>,
    ) -> Result<Flow, Refusal> {
        let depth = self.session.frame.depth();
        self.session.frame.enter(round.label.map(|label| label.name.clone()));
        let counter = self.session.scalar(variable.name.clone(), TypeRef::builtin(oid::INT4), Value::Null);
        let place = self.session.frame.declare(counter);
        let mut next = Some(first);
        let mut flow = None;
        let mut found = false;
        while let Some(number) = next.filter(|next| if reverse { *next >= last } else { *next <= last }) {
            found = true;
            let value = Value::Number(Name::new(number.to_string()));
            self.set_scalar(place, value, Some(TypeRef::builtin(oid::INT4)))?;
            flow = self.round(round)?;
            if flow.is_some() {
                break;
            }
            next = if reverse { number.checked_sub(step) } else { number.checked_add(step) };
        }
        self.session.frame.leave_to(depth);
        self.set_found(Some(found));
        Ok(flow.unwrap_or(Flow::On))
    }

    /// `FOR r IN cursor`: the record is the loop's own.
    fn over_cursor(
        &mut self,
        targets: &[Target],
        cursor: &Ident,
        arguments: &[Fragment],
        round: Round<'_>,
    ) -> Result<Flow, Refusal> {
        let (answer, open) = self.loop_rows(cursor, arguments)?;
        let depth = self.session.frame.depth();
        self.session.frame.enter(round.label.map(|label| label.name.clone()));
        for target in targets {
            let record = Variable::record(target.name.name().clone());
            self.session.frame.declare(record);
        }
        let flow = self.over_rows(targets, &answer, round)?;
        self.session.frame.leave_to(depth);
        self.end_loop(&open);
        Ok(flow)
    }

    fn over_rows(&mut self, targets: &[Target], answer: &Answer, round: Round<'_>) -> Result<Flow, Refusal> {
        let found = !answer.records.is_empty();
        if !found {
            self.store_row(targets, &answer.columns, None)?;
        }
        let rows = RowLoop { targets, answer, round };
        let alike = answer.records.windows(2).all(|pair| pair[0] == pair[1]);
        let flow = if answer.ordered || alike { self.in_order(rows)? } else { self.in_any_order(rows)? };
        self.set_found(Some(found));
        Ok(flow.unwrap_or(Flow::On))
    }

    fn in_order(&mut self, rows: RowLoop<'_>) -> Result<Option<Flow>, Refusal> {
        for place in 0..rows.answer.records.len() {
            let flow = self.row_round(rows, place)?;
            if flow.is_some() {
                return Ok(flow);
            }
        }
        Ok(None)
    }

    /// The round of one row.
    pub(super) fn row_round(&mut self, rows: RowLoop<'_>, place: usize) -> Result<Option<Flow>, Refusal> {
        let record = rows.answer.records.get(place).cloned();
        self.store_row(rows.targets, &rows.answer.columns, record)?;
        self.round(rows.round)
    }

    fn over_array(
        &mut self,
        targets: &[Target],
        slice: Option<u32>,
        array: &Fragment,
        round: Round<'_>,
    ) -> Result<Flow, Refusal> {
        let unknown = || Refusal::Undecided("the array of FOREACH is not known".into());
        let (value, type_ref) = self.value(array)?;
        if value == Value::Null {
            return Err(Failure::new("22004", "FOREACH expression must not be null").into());
        }
        let type_ref = type_ref.ok_or_else(unknown)?;
        let Some(element) = element_of(type_ref) else {
            let name = self.session.type_name(TypeRef { modifier: -1, ..type_ref });
            let message = format!("FOREACH expression must yield an array, not type {name}");
            return Err(Failure::new("42804", message).into());
        };
        let slice = slice.map_or(0, |slice| slice as usize);
        let parts = self.session.array_parts(&value, type_ref, slice)?;
        let of_part = if slice == 0 { element } else { type_ref };
        self.check_loop_variable(targets, slice)?;
        let found = !parts.is_empty();
        let mut flow = None;
        for value in parts {
            self.store_row(targets, &[(Name::default(), Some(of_part))], Some(vec![value]))?;
            flow = self.round(round)?;
            if flow.is_some() {
                break;
            }
        }
        self.set_found(Some(found));
        Ok(flow.unwrap_or(Flow::On))
    }
}

impl Interpreter<'_> {
    /// 42804 for an array where `FOREACH` gives members, or for what is none where it gives slices.
    fn check_loop_variable(&self, targets: &[Target], slice: usize) -> Result<(), Refusal> {
        let [target] = targets else { return Ok(()) };
        let Some((place, used)) = self.session.frame.place(&target.name.parts) else { return Ok(()) };
        let Some(type_ref) = self.session.frame.get(place).type_ref.filter(|_| used == target.name.parts.len()) else {
            return Ok(());
        };
        let message = match (element_of(type_ref).is_some(), slice) {
            (true, 0) => "FOREACH loop variable must not be of an array type",
            (false, 1..) => "FOREACH ... SLICE loop variable must be of an array type",
            _ => return Ok(()),
        };
        Err(Failure::new("42804", message).into())
    }
}

/// The one expression of a fragment.
fn sole(fragment: &Fragment) -> Result<Option<&Expr>, Refusal> {
    Ok(match &read(&fragment.query)?.body {
        QueryBody::Select(select) if select.from.is_empty() => match select.items.as_slice() {
            [SelectItem::Expr { expr, .. }] => Some(expr),
            _ => None,
        },
        _ => None,
    })
}
