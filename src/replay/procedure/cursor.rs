//! Cursors, and what a function returns.

use super::run::Interpreter;
use super::variables::Content;
use crate::ast::Ident;
use crate::ast::procedure::{Declaration, Fragment, Into, RowSource};
use crate::replay::data::Answer;
use crate::replay::outcome::Refusal;

fn unknown() -> Refusal {
    Refusal::Undecided("a cursor is not evaluated".into())
}

impl Interpreter<'_> {
    pub(super) fn declare_cursor(&mut self, declaration: &Declaration) -> Result<(), Refusal> {
        let _ = declaration;
        Err(unknown())
    }

    pub(super) fn rows_of_cursor(&mut self, cursor: &Ident, arguments: &[Fragment]) -> Result<Answer, Refusal> {
        let _ = (cursor, arguments);
        Err(unknown())
    }

    pub(super) fn open(&mut self, _: &Ident, _: &[Fragment], _: Option<&RowSource>) -> Result<(), Refusal> {
        Err(unknown())
    }

    pub(super) fn fetch(&mut self, _: &Ident, _: bool, _: Option<&Into>) -> Result<(), Refusal> {
        Err(unknown())
    }

    pub(super) fn close(&mut self, _: &Ident) -> Result<(), Refusal> {
        Err(unknown())
    }

    pub(super) fn return_value(&mut self, value: Option<&Fragment>) -> Result<(), Refusal> {
        let Some(value) = value else { return Ok(()) };
        if let Some(name) = super::assign::sole_name(value)?
            && let Some((place, used)) = self.session.frame.place(name)
            && used == name.len()
        {
            match &self.session.frame.get(place).content {
                Content::Row(cells) => {
                    self.returned.row = Some(cells.iter().map(|cell| cell.value.clone()).collect());
                    return Ok(());
                }
                Content::Null(_) => return Ok(()),
                Content::Scalar(_) | Content::Unassigned => {}
            }
        }
        self.returned.value = Some(self.value(value)?);
        Ok(())
    }

    pub(super) fn return_next(&mut self, _: Option<&Fragment>) -> Result<(), Refusal> {
        Err(Refusal::Undecided("RETURN NEXT is not evaluated".into()))
    }

    pub(super) fn return_query(&mut self, source: &RowSource) -> Result<(), Refusal> {
        let answer = self.source(source)?;
        self.set_found(Some(!answer.records.is_empty()));
        self.returned.rows.extend(answer.records);
        Ok(())
    }
}
