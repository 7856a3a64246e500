//! Expressions of a table follow the new names of its columns.

use super::Session;
use super::draft::Draft;
use crate::mysql::ast::{Expr, ExprKind};
use crate::mysql::catalog::{DefaultValue, Written, fold, identifier};
use crate::mysql::error::undecided;
use crate::run::Refusal;
use crate::source::Span;
use smol_str::SmolStr;
use std::sync::Arc;

impl Session {
    /// Defaults, generated columns and checks that were there name the renamed columns by their new names.
    pub(super) fn rename_in_expressions(
        &self,
        draft: &mut Draft,
        renamed: &[(SmolStr, SmolStr)],
    ) -> Result<(), Refusal> {
        if renamed.is_empty() {
            return Ok(());
        }
        if !self.profile.is_mariadb() && uses(draft, renamed) {
            return Err(undecided("a column that an expression uses is renamed"));
        }
        for column in draft.columns.iter_mut().filter(|column| column.old.is_some() && column.pending.is_none()) {
            let column = &mut column.column;
            if let Some(generated) = &mut column.generated {
                follow(&mut generated.expr, renamed);
            }
            if let Some(DefaultValue::Expr(expr)) = &mut column.default {
                follow(expr, renamed);
            }
            if let Some(check) = &mut column.check {
                follow(check, renamed);
            }
        }
        for check in &mut draft.checks {
            follow(&mut check.expr, renamed);
        }
        Ok(())
    }
}

fn uses(draft: &Draft, renamed: &[(SmolStr, SmolStr)]) -> bool {
    let generated = draft.columns.iter().filter_map(|column| column.column.generated.as_ref()).map(|it| &it.expr);
    let checks = draft.checks.iter().map(|check| &check.expr);
    generated.chain(checks).any(|expr| !named(expr, renamed).is_empty())
}

/// Where renamed columns are named, in order, and their new names.
fn named(expr: &Written, renamed: &[(SmolStr, SmolStr)]) -> Vec<(Span, SmolStr)> {
    let mut found = Vec::new();
    expr.expr.for_each(&mut |it| {
        if let ExprKind::Column(name) = &it.kind {
            let new = renamed.iter().find(|(old, _)| fold(old) == fold(&name.column.text));
            found.extend(new.map(|(_, new)| (name.column.span, new.clone())));
        }
    });
    found.sort();
    found
}

/// Puts the new names into the text, and moves what stands behind them.
fn follow(written: &mut Written, renamed: &[(SmolStr, SmolStr)]) {
    let found = named(written, renamed);
    if found.is_empty() {
        return;
    }
    let mut text = String::new();
    let mut done = written.base;
    let slice = |from: u32, to: u32| {
        let (from, to) = ((from - written.base) as usize, (to - written.base) as usize);
        written.text.get(from..to).unwrap_or_default()
    };
    for (span, new) in &found {
        text.push_str(slice(done, span.start));
        text.push_str(&identifier(new));
        done = span.end;
    }
    text.push_str(written.text.get((done - written.base) as usize..).unwrap_or_default());
    let moved = |at: u32| moved(at, &found);
    let mut expr = (*written.expr).clone();
    expr.for_each_mut(&mut |it: &mut Expr| {
        it.span = Span { start: moved(it.span.start), end: moved(it.span.end) };
        if let ExprKind::Column(name) = &mut it.kind {
            let span = name.column.span;
            if let Some((_, new)) = found.iter().find(|(place, _)| *place == span) {
                name.column.text = new.clone();
            }
            name.column.span = Span { start: moved(span.start), end: moved(span.end) };
        }
    });
    *written = Written { text: text.into(), expr: Arc::new(expr), base: written.base };
}

/// Where an offset is after the new names have been put in.
fn moved(at: u32, found: &[(Span, SmolStr)]) -> u32 {
    let behind = found.iter().filter(|(span, _)| span.end <= at);
    let difference: i64 = behind
        .map(|(span, new)| i64::try_from(identifier(new).len()).unwrap_or(0) - i64::from(span.end - span.start))
        .sum();
    u32::try_from(i64::from(at) + difference).unwrap_or(at)
}
