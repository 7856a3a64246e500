//! Blocks, and the `FOR` loops, which are blocks with a variable.

use super::cursor::Cursor;
use super::flow::Flow;
use super::{Content, Scope, Session, Variable};
use crate::mysql::ast::{Block, DataType, Expr, Name, ProgramStatement, Query, Step, TypeName};
use crate::mysql::catalog::fold;
use crate::mysql::error::undecided;
use crate::mysql::value::Value;
use crate::run::Refusal;
use crate::source::Span;
use std::sync::Arc;

/// The type of the variable of a `FOR` over numbers.
const BIGINT: TypeName = TypeName {
    data_type: DataType::BigInt(None),
    unsigned: false,
    zerofill: false,
    charset: None,
    collation: None,
    binary: false,
    span: Span { start: 0, end: 0 },
};

/// The blocks around a statement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'a> {
    /// The block around it.
    pub block: Option<&'a Block>,
    /// The blocks around that one.
    pub parent: Option<&'a Context<'a>>,
    /// The place of the block's scope in its frame.
    pub depth: usize,
}

impl Context<'_> {
    /// No block at all.
    pub const OUTERMOST: Self = Self { block: None, parent: None, depth: 0 };
}

impl Session {
    /// `BEGIN … END`.
    pub(super) fn block(&mut self, block: &Block, parent: &Context) -> Result<Flow, Refusal> {
        self.count_step()?;
        let depth = self.scope_count();
        let context = Context { block: Some(block), parent: Some(parent), depth };
        let flow = self.in_scope(|session| match session.declare(block, &context)? {
            Flow::Next => session.run_body(&block.body, &context),
            flow => Ok(flow),
        })?;
        Ok(match flow {
            Flow::Exit(exited) if exited == depth => Flow::Next,
            Flow::Leave(label) if block.label.as_ref().is_some_and(|own| fold(&own.text) == label) => Flow::Next,
            flow => flow,
        })
    }

    /// Runs something in a new scope, which is gone afterwards.
    fn in_scope(&mut self, run: impl FnOnce(&mut Self) -> Result<Flow, Refusal>) -> Result<Flow, Refusal> {
        let depth = self.scope_count();
        if let Some(frame) = self.frame_mut() {
            frame.scopes.push(Scope::default());
        }
        let flow = run(self);
        if let Some(frame) = self.frame_mut() {
            frame.scopes.truncate(depth);
        }
        flow
    }

    pub(super) fn scope_count(&self) -> usize {
        self.frame().map_or(0, |frame| frame.scopes.len())
    }

    /// Its variables get their values. The handlers of the block itself are not there yet for what fails here, those around it are.
    fn declare(&mut self, block: &Block, context: &Context) -> Result<Flow, Refusal> {
        let around = context.parent.copied().unwrap_or(Context::OUTERMOST);
        for variable in &block.variables {
            for name in &variable.names {
                let Some(type_name) = &variable.type_name else {
                    return Err(undecided("variables with the type of a table or of its rows are not modelled"));
                };
                let column = Arc::new(self.variable_column(&name.text, type_name)?);
                let value = match &variable.default {
                    Some(default) => self.value_of(default).and_then(|value| self.converted(&value, &column, 0)),
                    None => Ok(Value::Null),
                };
                let value = match self.guarded(value, &around)? {
                    Ok(value) => value,
                    Err(Flow::Next) => Value::Null,
                    Err(flow) => return Ok(flow),
                };
                self.declare_variable(name, Content::Scalar(column, value));
            }
        }
        let cursors = block.cursors.iter().map(Cursor::new).collect();
        if let Some(scope) = self.scope_mut() {
            scope.cursors = cursors;
        }
        Ok(Flow::Next)
    }

    pub(super) fn scope_mut(&mut self) -> Option<&mut Scope> {
        self.frame_mut()?.scopes.last_mut()
    }

    pub(super) fn declare_variable(&mut self, name: &Name, content: Content) {
        if let Some(scope) = self.scope_mut() {
            scope.variables.push(Variable { name: fold(&name.text), content });
        }
    }

    /// The three kinds of `FOR` (MariaDB).
    pub(super) fn for_step(&mut self, step: &Step, context: &Context) -> Result<Flow, Refusal> {
        self.in_scope(|session| match step {
            Step::ForRange { label, variable, reverse, low, high, body } => {
                let bounds = session.range(low, high);
                match session.guarded(bounds, context)? {
                    Ok((low, high)) => {
                        let numbers = low..=high;
                        if *reverse {
                            session.for_numbers(label.as_ref(), variable, numbers.rev(), body, context)
                        } else {
                            session.for_numbers(label.as_ref(), variable, numbers, body, context)
                        }
                    }
                    Err(flow) => Ok(flow),
                }
            }
            Step::ForQuery { label, variable, query, body } => {
                session.for_rows(label.as_ref(), variable, query, body, context)
            }
            Step::ForCursor { label, variable, cursor, arguments, body } => {
                let query = session.query_of_cursor(cursor, arguments)?;
                session.for_rows(label.as_ref(), variable, &query, body, context)
            }
            _ => Ok(Flow::Next),
        })
    }

    fn range(&mut self, low: &Expr, high: &Expr) -> Result<(i64, i64), Refusal> {
        Ok((self.whole_number(low)?, self.whole_number(high)?))
    }

    fn for_numbers(
        &mut self,
        label: Option<&Name>,
        variable: &Name,
        numbers: impl Iterator<Item = i64>,
        body: &[ProgramStatement],
        context: &Context,
    ) -> Result<Flow, Refusal> {
        let column = Arc::new(self.variable_column(&variable.text, &BIGINT)?);
        self.declare_variable(variable, Content::Scalar(column, Value::Null));
        for number in numbers {
            self.assign_variable(&variable.text, &Value::Int(number), 0)?;
            if let Some(flow) = self.turn_of_for(label, body, context)? {
                return Ok(flow);
            }
        }
        Ok(Flow::Next)
    }

    fn for_rows(
        &mut self,
        label: Option<&Name>,
        variable: &Name,
        query: &Query,
        body: &[ProgramStatement],
        context: &Context,
    ) -> Result<Flow, Refusal> {
        let result = self.rows_of(query);
        let result = match self.guarded(result, context)? {
            Ok(result) => result,
            Err(flow) => return Ok(flow),
        };
        let names: Vec<_> = result.columns.iter().map(|column| fold(column)).collect();
        self.declare_variable(variable, Content::Row(Vec::new()));
        for row in result.rows {
            let fields = names.iter().cloned().zip(row.iter().cloned()).collect();
            if let Some(declared) = self.scope_mut().and_then(|scope| scope.variables.last_mut()) {
                declared.content = Content::Row(fields);
            }
            if let Some(flow) = self.turn_of_for(label, body, context)? {
                return Ok(flow);
            }
        }
        Ok(Flow::Next)
    }
}
