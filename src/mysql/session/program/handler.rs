//! Handlers: which one takes a condition, and what follows it.

use super::Session;
use super::block::Context;
use super::diagnostics::Raised;
use super::flow::Flow;
use crate::mysql::ast::{Block, Condition, Handler, HandlerAction};
use crate::mysql::catalog::fold;
use crate::run::Refusal;
use smol_str::SmolStr;

/// How well a handler fits, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Number,
    State,
    Class,
}

impl Session {
    /// The value, or where the handler of what went wrong leads; a refusal that no block handles goes on.
    pub(super) fn guarded<T>(
        &mut self,
        result: Result<T, Refusal>,
        context: &Context,
    ) -> Result<Result<T, Flow>, Refusal> {
        let raised = match &result {
            Err(Refusal::Failed(failure)) => self.raise(failure),
            Err(_) => return result.map(Ok),
            Ok(_) => match self.diagnostics.pending() {
                Some(raised) => raised,
                None => return result.map(Ok),
            },
        };
        match find(&raised, context) {
            Some((handler, of)) => self.handle(handler, of, raised).map(Err),
            None => result.map(Ok),
        }
    }

    /// Runs a handler among the variables of its own block; the handlers of that block rest meanwhile.
    fn handle(&mut self, handler: &Handler, of: &Context, raised: Raised) -> Result<Flow, Refusal> {
        let inner = match self.frame_mut() {
            Some(frame) => frame.scopes.split_off((of.depth + 1).min(frame.scopes.len())),
            None => Vec::new(),
        };
        self.diagnostics.activate(raised);
        let around = of.parent.copied().unwrap_or(Context::OUTERMOST);
        let flow = self.step(&handler.body, &around);
        self.diagnostics.deactivate();
        if let Some(frame) = self.frame_mut() {
            frame.scopes.extend(inner);
        }
        Ok(match flow? {
            Flow::Next if handler.action == HandlerAction::Continue => Flow::Next,
            Flow::Next => Flow::Exit(of.depth),
            flow => flow,
        })
    }
}

/// The handler of a condition: that of the innermost block that has one; there a number goes before an SQLSTATE, and that before a class.
fn find<'a>(raised: &Raised, context: &'a Context<'a>) -> Option<(&'a Handler, &'a Context<'a>)> {
    let mut next = Some(context);
    while let Some(context) = next {
        if let Some(block) = context.block {
            let fits = block.handlers.iter().filter_map(|handler| Some((fit(raised, handler, context)?, handler)));
            if let Some((_, handler)) = fits.min_by_key(|(fit, _)| *fit) {
                return Some((handler, context));
            }
        }
        next = context.parent;
    }
    None
}

fn fit(raised: &Raised, handler: &Handler, context: &Context) -> Option<Fit> {
    handler.conditions.iter().filter_map(|condition| fit_of(raised, condition, context)).min()
}

fn fit_of(raised: &Raised, condition: &Condition, context: &Context) -> Option<Fit> {
    let state = |class: &str| raised.state.starts_with(class);
    match condition {
        Condition::Number(number) => (raised.number == number.to_string()).then_some(Fit::Number),
        Condition::SqlState(wanted) => raised.state.eq_ignore_ascii_case(wanted).then_some(Fit::State),
        Condition::SqlWarning => (state("01") || raised.is_warning()).then_some(Fit::Class),
        Condition::NotFound => state("02").then_some(Fit::Class),
        Condition::SqlException => {
            (raised.is_error() && !state("00") && !state("01") && !state("02")).then_some(Fit::Class)
        }
        Condition::Named(name) => fit_of(raised, declared(&fold(&name.text), context)?, context),
    }
}

/// The condition of a name, declared in this block or one around it.
pub(super) fn declared<'a>(name: &SmolStr, context: &'a Context<'a>) -> Option<&'a Condition> {
    let mut next = Some(context);
    while let Some(context) = next {
        let of = |block: &'a Block| block.conditions.iter().find(|(other, _)| fold(&other.text) == *name);
        if let Some((_, condition)) = context.block.and_then(of) {
            return Some(condition);
        }
        next = context.parent;
    }
    None
}
