//! Where a statement that is kept as written can run in a baseline: it was written for the schema of its time, and runs against the last one.

use super::session::Session;
use crate::environment::Environment;
use crate::postgres::ast::Statement;
use crate::postgres::catalog::Catalog;
use crate::postgres::syntax::{self, Parsed};
use crate::run::{Failure, Refusal};
use std::sync::Arc;

/// Where a statement can run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fit {
    /// Right behind the rows: it changes rows, and no trigger or rule of its time saw it.
    Rows,
    /// When triggers and rules are there: it changes rows, and one of them may have seen it.
    Triggers,
    /// At the end: it may do anything.
    End,
    /// Nowhere; why.
    Nowhere(String),
}

/// Finds the places of statements.
#[derive(Debug)]
pub struct Fitting {
    session: Session,
    /// A statement may have changed the schema since, or rows behind the triggers: what follows cannot come before it.
    latest: Fit,
}

impl Fitting {
    /// For statements that run against this catalog.
    pub fn new(catalog: &Catalog, environment: &Environment) -> Self {
        let session = Session { catalog: catalog.clone(), ..Session::new(environment.clone()) };
        Self { session, latest: Fit::Rows }
    }

    /// The place of the next statement; `after` objects had been made when it ran.
    pub fn place(&mut self, text: &str, after: u32) -> Fit {
        let fit = self.fit(text, after);
        match (&fit, &self.latest) {
            (Fit::Nowhere(_), Fit::End) | (Fit::End, _) => self.latest = Fit::End,
            (Fit::Nowhere(_), _) => return fit,
            (Fit::Triggers, Fit::Rows) => self.latest = Fit::Triggers,
            _ => {}
        }
        // A change of rows stays one, wherever it runs.
        match (fit, &self.latest) {
            (Fit::Rows, Fit::Rows) => Fit::Rows,
            (Fit::Rows | Fit::Triggers, _) => Fit::Triggers,
            _ => Fit::End,
        }
    }

    fn fit(&self, text: &str, after: u32) -> Fit {
        let mut session = Session { text: Arc::from(text), ..self.session.clone() };
        let raws = syntax::split(text);
        let Some(Parsed::Statement(statement)) = raws.first().map(|raw| syntax::parse(text, raw)) else {
            return Fit::End;
        };
        let changes_rows = matches!(
            statement,
            Statement::Insert(_)
                | Statement::Update(_)
                | Statement::Delete(_)
                | Statement::Query(_)
                | Statement::Copy(_)
        );
        if !changes_rows || session.may_do_anything(&statement) {
            return Fit::End;
        }
        match session.execute(&statement) {
            Err(Refusal::Failed(failure)) if is_about_schema(&failure) => {
                Fit::Nowhere(format!("the schema at the end of the history refuses it with {failure}"))
            }
            _ if self.session.may_have_fired(&statement, after) => Fit::Triggers,
            _ => Fit::Rows,
        }
    }
}

/// Something that the statement names is not there any more, or is another thing now.
fn is_about_schema(failure: &Failure) -> bool {
    failure.code.starts_with("42") || failure.code == "3F000"
}
