//! What a function returns.

use super::run::Interpreter;
use super::variables::Content;
use crate::ast::procedure::{Fragment, RowSource};
use crate::replay::outcome::Refusal;

impl Interpreter<'_> {
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

    pub(super) fn return_query(&mut self, source: &RowSource) -> Result<(), Refusal> {
        let answer = self.source(source)?;
        self.set_found(Some(!answer.records.is_empty()));
        self.returned.rows.extend(answer.records);
        Ok(())
    }
}
