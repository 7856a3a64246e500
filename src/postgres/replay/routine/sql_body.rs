//! Bodies in SQL: their names are looked up when the routine is made, and what they return must be what it says.

use super::arguments::{is_polymorphic, output_columns};
use crate::postgres::ast::op::{ArgumentMode, BodyStatement, CreateRoutine};
use crate::postgres::ast::{Name, Statement};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Argument, Routine, TypeRef};
use crate::postgres::replay::bind::{BoundStatements, Coercion, Columns, Conflict, Variable, VariableBlock, Variables};
use crate::postgres::replay::session::Session;
use crate::postgres::syntax::{self, Parsed};
use crate::run::{Failure, Refusal};
use crate::source::Span;
use std::sync::Arc;

impl Session {
    /// Checks a body that is text.
    pub(super) fn check_sql_text(&self, name: &str, routine: &Routine, body: &str) -> Result<(), Refusal> {
        let statements = self.parse_sql_text(body)?;
        if routine.input_arguments().any(|argument| is_polymorphic(argument.type_use.type_ref)) {
            return Ok(());
        }
        let mut reading = self.clone();
        for (setting, values) in routine.settings.iter().filter(|(_, values)| !values.is_empty()) {
            reading.assign_setting(setting, Some(values.clone()));
        }
        reading.text = Arc::from(body);
        reading.variables = Some(Arc::new(parameters(name, &routine.arguments)));
        let mut last = None;
        for statement in &statements {
            let bound = reading.bind_statements([statement], Span::default());
            last = bound.map_err(|refusal| self.placed_in_body(refusal, body))?.columns;
        }
        self.check_result(routine, last)
    }

    /// The server parses the whole body before it looks any name up.
    fn parse_sql_text(&self, body: &str) -> Result<Vec<BodyStatement>, Refusal> {
        let mut statements = Vec::new();
        let mut unread = None;
        for raw in syntax::split(body) {
            match syntax::parse(body, &raw) {
                Parsed::Statement(statement) => statements.push(BodyStatement::Statement(Box::new(statement))),
                Parsed::Opaque { reason } => unread = unread.or(Some(reason)),
                Parsed::SyntaxError { code, message, offset } => {
                    let position = offset.and_then(|offset| self.place_in_statement(body, offset));
                    return Err(Failure { code, message, position }.into());
                }
            }
        }
        match unread {
            None => Ok(statements),
            Some(reason) => {
                Err(Refusal::Undecided(format!("whether the server takes the body is not known: {reason}")))
            }
        }
    }

    /// The same refusal, with its place in the statement instead of the body.
    fn placed_in_body(&self, refusal: Refusal, body: &str) -> Refusal {
        match refusal {
            Refusal::Failed(failure) => {
                let position = failure.position.and_then(|offset| self.place_in_statement(body, offset));
                Failure { position, ..failure }.into()
            }
            other => other,
        }
    }

    /// Binds `BEGIN ATOMIC … END` or `RETURN …`, which stands in the statement itself.
    pub(super) fn bind_sql_body(
        &self,
        create: &CreateRoutine,
        arguments: &[Argument],
        span: Span,
    ) -> Result<BoundStatements, Refusal> {
        let statements = syntax::parse_routine_body(&self.text, span).map_err(|refusal| match refusal {
            syntax::Refusal::Syntax { code, message, offset } => Failure { code, message, position: offset }.into(),
            syntax::Refusal::Opaque(reason) => Refusal::Undecided(format!("the body is not read: {reason}")),
        })?;
        if !statements.iter().all(is_data) {
            return Err(Refusal::Undecided("the body has a statement that is neither query nor change of data".into()));
        }
        let mut reading = self.clone();
        reading.variables = Some(Arc::new(parameters(create.name.name(), arguments)));
        reading.bind_statements(&statements, span)
    }

    /// Whether the last statement returns what the routine says.
    pub(super) fn check_result(&self, routine: &Routine, columns: Columns) -> Result<(), Refusal> {
        let Some(returns) = &routine.returns else { return Ok(()) };
        let declared = returns.type_ref;
        let builtin = |oid| declared == TypeRef::builtin(oid);
        if builtin(oid::VOID) || is_polymorphic(declared) {
            return Ok(());
        }
        let mismatch = || {
            let message = format!("return type mismatch in function declared to return {}", self.type_name(declared));
            Err(Failure::new("42P13", message).into())
        };
        let Some(columns) = columns else { return mismatch() };
        let fits = |from: Option<TypeRef>, to: TypeRef| {
            from.is_none_or(|from| self.can_coerce(from, to, Coercion::Assignment))
        };
        let record = builtin(oid::RECORD);
        if !record && !self.is_row_type(declared) {
            let one = columns.len() == 1 && fits(columns[0].1, declared);
            return if one { Ok(()) } else { mismatch() };
        }
        if let [(_, only)] = columns.as_slice()
            && only.is_none_or(|only| only.same_type(declared) || only == TypeRef::builtin(oid::RECORD))
        {
            return Ok(());
        }
        let Some(expected) = self.expected_columns(routine, declared) else { return Ok(()) };
        let same =
            columns.len() == expected.len() && columns.iter().zip(&expected).all(|((_, from), to)| fits(*from, *to));
        if same { Ok(()) } else { mismatch() }
    }

    /// The columns that a row-returning routine says; `None` where it does not.
    fn expected_columns(&self, routine: &Routine, declared: TypeRef) -> Option<Vec<TypeRef>> {
        if declared == TypeRef::builtin(oid::RECORD) {
            let outputs: Vec<_> = output_columns(&routine.arguments).map(|output| output.type_use.type_ref).collect();
            return (!outputs.is_empty()).then_some(outputs);
        }
        let object = self.catalog.get(self.base_type(declared).id)?;
        Some(object.live_columns().filter_map(|column| Some(column.type_use.as_ref()?.type_ref)).collect())
    }
}

/// Whether a statement can stand in a body that is not text.
fn is_data(statement: &BodyStatement) -> bool {
    let BodyStatement::Statement(statement) = statement else { return true };
    matches!(
        statement.as_ref(),
        Statement::Query(_) | Statement::Insert(_) | Statement::Update(_) | Statement::Delete(_)
    )
}

/// The parameters as names: those that are handed in.
pub(super) fn parameters(name: &str, arguments: &[Argument]) -> Variables {
    let inputs = || {
        let input = |argument: &&Argument| !matches!(argument.mode, ArgumentMode::Out | ArgumentMode::Table);
        arguments.iter().filter(input)
    };
    let named = inputs()
        .filter_map(|argument| Some((argument.name.clone()?, Variable::Value(Some(argument.type_use.type_ref)))));
    Variables {
        parameters: inputs().map(|argument| Some(argument.type_use.type_ref)).collect(),
        blocks: vec![VariableBlock { label: Some(Name::new(name)), variables: named.collect() }],
        conflict: Conflict::Column,
    }
}
