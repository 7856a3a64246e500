//! Cursors: a query's rows, computed when the cursor is opened.

use super::{Content, Session, Variable};
use crate::mysql::ast::{self, Expr, Name, Parameter, Query};
use crate::mysql::catalog::{Row, fold};
use crate::mysql::error::failure;
use crate::run::Refusal;
use smol_str::SmolStr;
use std::collections::VecDeque;
use std::sync::Arc;

/// A cursor of a running block.
#[derive(Debug, Clone)]
pub(super) struct Cursor {
    /// Its name, folded.
    name: SmolStr,
    parameters: Vec<Parameter>,
    query: Arc<Query>,
    /// The rows that have not been fetched, and how many columns they have; none is closed.
    open: Option<(VecDeque<Row>, usize)>,
}

impl Cursor {
    pub fn new(declared: &ast::Cursor) -> Self {
        Self {
            name: fold(&declared.name.text),
            parameters: declared.parameters.clone(),
            query: Arc::new(declared.query.clone()),
            open: None,
        }
    }
}

impl Session {
    /// `OPEN`.
    pub(super) fn open_cursor(&mut self, name: &Name, arguments: &[Expr]) -> Result<(), Refusal> {
        if self.cursor(name)?.open.is_some() {
            return Err(failure("1325", "Cursor is already open"));
        }
        let query = self.query_of_cursor(name, arguments)?;
        let scopes = self.bind_parameters(name, arguments)?;
        let result = self.rows_of(&query);
        self.unbind_parameters(scopes);
        let result = result?;
        self.cursor(name)?.open = Some((result.rows.into_iter().collect(), result.columns.len()));
        Ok(())
    }

    /// `FETCH`.
    pub(super) fn fetch(&mut self, name: &Name, targets: &[Name]) -> Result<(), Refusal> {
        let Some((rows, width)) = &mut self.cursor(name)?.open else { return Err(not_open()) };
        let Some(row) = rows.pop_front() else {
            return Err(failure("1329", "No data - zero rows fetched, selected, or processed"));
        };
        if *width != targets.len() {
            return Err(failure("1328", "Incorrect number of FETCH variables"));
        }
        for (target, value) in targets.iter().zip(row.iter()) {
            self.assign_variable(&target.text, value, 1)?;
        }
        Ok(())
    }

    /// `CLOSE`.
    pub(super) fn close_cursor(&mut self, name: &Name) -> Result<(), Refusal> {
        self.cursor(name)?.open.take().map(drop).ok_or_else(not_open)
    }

    pub(super) fn query_of_cursor(&mut self, name: &Name, _arguments: &[Expr]) -> Result<Arc<Query>, Refusal> {
        Ok(Arc::clone(&self.cursor(name)?.query))
    }

    fn cursor(&mut self, name: &Name) -> Result<&mut Cursor, Refusal> {
        let folded = fold(&name.text);
        let undefined = || failure("1324", format!("Undefined CURSOR: {}", name.text));
        let scopes = self.frame_mut().map(|frame| frame.scopes.iter_mut().rev());
        let mut cursors = scopes.into_iter().flatten().flat_map(|scope| scope.cursors.iter_mut());
        cursors.find(|cursor| cursor.name == folded).ok_or_else(undefined)
    }

    /// The parameters of a cursor are variables while its query runs (MariaDB).
    fn bind_parameters(&mut self, name: &Name, arguments: &[Expr]) -> Result<usize, Refusal> {
        let parameters = self.cursor(name)?.parameters.clone();
        let depth = self.scope_count();
        if parameters.is_empty() {
            return Ok(depth);
        }
        if parameters.len() != arguments.len() {
            return Err(failure("4107", format!("Incorrect parameter count to cursor '{}'", name.text)));
        }
        let mut variables = Vec::with_capacity(parameters.len());
        for (parameter, argument) in parameters.iter().zip(arguments) {
            let column = Arc::new(self.variable_column(&parameter.name.text, &parameter.type_name)?);
            let value = self.value_of(argument)?;
            let value = self.converted(&value, &column, 0)?;
            variables.push(Variable { name: fold(&parameter.name.text), content: Content::Scalar(column, value) });
        }
        if let Some(frame) = self.frame_mut() {
            frame.scopes.push(super::Scope { variables, cursors: Vec::new() });
        }
        Ok(depth)
    }

    fn unbind_parameters(&mut self, depth: usize) {
        if let Some(frame) = self.frame_mut() {
            frame.scopes.truncate(depth);
        }
    }
}

fn not_open() -> Refusal {
    failure("1326", "Cursor is not open")
}
